using System;
using System.IO;
using Dapper;
using Pen.Protocol;
using Pen.Records.Photos;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Store;

namespace Pen.Records.Tests.Photos;

public sealed class SqlitePhotoTests() : PhotoStoreTests(folder => Path.Combine(folder, "records.db"));

[Collection("postgres")]
public sealed class PostgresPhotoTests(PostgresServer server) : PhotoStoreTests(_ => server.NewDatabase());

/// <summary>Photos are kept encrypted, held against the trail, and gone with their client, on both databases.</summary>
public abstract class PhotoStoreTests(Func<string, string> address) : StoreBench(address)
{
    [Fact]
    public void APhotoIsKeptCleanAndEncrypted()
    {
        (ClientRecord client, _, Session session) = Begin();
        var taken = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        PhotoInfo added = Store.AddPhoto("anna", client.Id, SamplePhotos.Jpeg(), session.Id, TreatmentArea.UpperLip, taken);
        PhotoInfo bare = Store.AddPhoto("anna", client.Id, SamplePhotos.Png());
        byte[] clean = PhotoCleaner.Clean(SamplePhotos.Jpeg()).Bytes;
        Assert.Equal((session.Id, "upper-lip", taken), (added.SessionId, added.Area, added.Taken!.Value));
        Assert.Equal((null, null, null), (bare.SessionId, bare.Area, bare.Taken));
        Assert.Equal(("image/jpeg", clean.Length), (added.MediaType, added.Bytes));
        Assert.Equal([added, bare], Again().Photos(client.Id));
        Assert.Equal(added, Again().FindPhoto(added.Id));
        Assert.Null(Store.FindPhoto("nobody"));
        Assert.Equal(clean, Again().ReadPhoto(added.Id));
        byte[] stored = Behind(c => c.QuerySingle<byte[]>("SELECT body FROM photo WHERE id = @Id", added));
        Assert.Equal(-1, stored.AsSpan().IndexOf(clean.AsSpan(0, 20)));
        Assert.Contains(Store.Audit("photo:" + added.Id), e => e.Action == "photo.add" && e.Actor == "anna");
        Assert.Empty(Problems());
    }

    [Fact]
    public void WhatCannotBeAPhotoOfThisClientIsRefused()
    {
        (ClientRecord client, _, _) = Begin();
        (_, _, Session others) = Begin();
        byte[] photo = SamplePhotos.Png();
        Assert.Contains(
            "another client's",
            Assert.Throws<StoreException>(() => Store.AddPhoto("anna", client.Id, photo, others.Id)).Message
        );
        Assert.Throws<StoreException>(() => Store.AddPhoto("anna", "nobody", photo));
        Assert.Throws<StoreException>(() => Store.AddPhoto("anna", client.Id, photo, "nowhere"));
        Assert.Throws<StoreException>(() => Store.AddPhoto(" ", client.Id, photo));
        Assert.Throws<StoreException>(() => Store.ReadPhoto("nobody"));
        Assert.Throws<PhotoException>(() => Store.AddPhoto("anna", client.Id, "hello"u8));
        Assert.Empty(Store.Photos(client.Id));
        Assert.Empty(Problems());
    }

    [Fact]
    public void WithItsClientAPhotoIsForgotten()
    {
        (ClientRecord client, _, _) = Begin();
        (ClientRecord other, _, _) = Begin();
        PhotoInfo gone = Store.AddPhoto("anna", client.Id, SamplePhotos.Jpeg());
        PhotoInfo stays = Store.AddPhoto("anna", other.Id, SamplePhotos.Jpeg());
        Store.EraseClient("anna", client.Id);
        Assert.Throws<StoreException>(() => Store.ReadPhoto(gone.Id));
        Assert.Equal(0, Assert.Single(Store.Photos(client.Id)).Bytes);
        Assert.Empty(Behind(c => c.QuerySingle<byte[]>("SELECT body FROM photo WHERE id = @Id", gone)));
        Assert.NotEmpty(Store.ReadPhoto(stays.Id));
        Assert.Throws<StoreException>(() => Store.AddPhoto("anna", client.Id, SamplePhotos.Png()));
        Assert.Empty(Problems());
        Alter("UPDATE photo SET body = @body WHERE id = @Id", new { body = new byte[40], gone.Id });
        Assert.Contains("still here", Assert.Single(Problems()));
    }

    [Theory]
    [InlineData("UPDATE photo SET body = @body WHERE id = @Id", "was altered", false)]
    [InlineData("UPDATE photo SET body = @nothing WHERE id = @Id", "was altered", false)]
    [InlineData("UPDATE photo SET area = 'nose' WHERE id = @Id", "was altered", true)]
    [InlineData("UPDATE photo SET taken_ms = 5 WHERE id = @Id", "was altered", true)]
    [InlineData("UPDATE photo SET client_id = @other WHERE id = @Id", "was altered", false)]
    [InlineData("DELETE FROM photo WHERE id = @Id", "is missing", false)]
    [InlineData("UPDATE photo SET id = 'x' WHERE id = @Id", "is in no entry of the trail", false)]
    public void APhotoThatWasAlteredIsFound(string alter, string said, bool readable)
    {
        (ClientRecord client, _, _) = Begin();
        PhotoInfo photo = Store.AddPhoto("anna", client.Id, SamplePhotos.Jpeg());
        string other = Begin().Client.Id;
        Assert.Empty(Problems());
        var values = new
        {
            body = new byte[200],
            nothing = Array.Empty<byte>(),
            other,
            photo.Id,
        };
        Assert.Equal(1, Alter(alter, values));
        Assert.Contains(Problems(), p => p.Contains(said, StringComparison.Ordinal));
        Assert.Equal(readable, Record.Exception(() => Store.ReadPhoto(photo.Id)) is not StoreException);
    }

    /// <summary>Ten megabytes, there and back through a file of lines.</summary>
    [Fact]
    public void TheLargestPhotoGoesThroughAnExportAndBack()
    {
        (ClientRecord client, _, _) = Begin();
        byte[] large = SamplePhotos.LargeJpeg(PhotoCleaner.MostBytes - 1000);
        PhotoInfo photo = Store.AddPhoto("anna", client.Id, large);
        Assert.InRange(photo.Bytes, PhotoCleaner.MostBytes - 1000, PhotoCleaner.MostBytes);
        string exported = Path.Combine(Folder, "records.jsonl");
        long rows = Store.Export(exported);
        RecordStore copy = RecordStore.Open(Path.Combine(Folder, "copy.db"), StoreKey.LoadOrCreate(KeyPath));
        Assert.Equal(rows, copy.Import(exported));
        Assert.Equal(Store.ReadPhoto(photo.Id), copy.ReadPhoto(photo.Id));
        Assert.Equal(Store.Verify().Head, copy.Verify().Head);
        Assert.Empty(copy.Verify().Problems);
        Assert.Equal(-1, File.ReadAllText(exported).IndexOf(SamplePhotos.Secret, StringComparison.Ordinal));
    }
}
