using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Pen.SimulatedBoard.FlashMemory;
using Pen.SimulatedBoard.Images;
using Pen.SimulatedBoard.Rom;

namespace Pen.SimulatedBoard.Tests.Cuts;

/// <summary>Ways to bring an image into the deployment partition.</summary>
internal static class Procedures
{
    /// <summary>What is there becomes blank first, then the image is written, then the whole partition is compared.</summary>
    public static bool BlankThenWrite(DirectClient client, byte[] image, int oldBytes)
    {
        byte[] blank = new byte[oldBytes];
        Array.Fill(blank, (byte)0xFF);
        return client.Write(FlashLayout.Deployment, blank)
            && client.Write(FlashLayout.Deployment, image)
            && PartitionMd5(client) == Md5Of(image);
    }

    /// <summary>Sector by sector, erasing as it goes, as a flasher's stub does; one step is one sector.</summary>
    public static IEnumerable<bool> SectorBySector(DirectClient client, byte[] image)
    {
        for (int at = 0; at < image.Length; at += NorFlash.SectorBytes)
        {
            byte[] sector = new byte[NorFlash.SectorBytes];
            Array.Fill(sector, (byte)0xFF);
            image.AsSpan(at, Math.Min(sector.Length, image.Length - at)).CopyTo(sector);
            yield return client.Write(FlashLayout.Deployment + at, sector);
        }
    }

    /// <summary>MD5 of the partition with nothing but an image in it.</summary>
    public static string Md5Of(byte[] image)
    {
        byte[] partition = new byte[FlashLayout.DeploymentBytes];
        Array.Fill(partition, (byte)0xFF);
        image.CopyTo(partition, 0);
        return Convert.ToHexStringLower(MD5.HashData(partition));
    }

    public static string? PartitionMd5(DirectClient client) =>
        client.Ask(RomCommand.SpiFlashMd5, DirectClient.Words(FlashLayout.Deployment, FlashLayout.DeploymentBytes, 0, 0))
            is { Failed: false } answer
            ? Encoding.ASCII.GetString(answer.Data)
            : null;
}
