using System;
using System.IO;
using System.IO.Compression;

namespace Pen.SimulatedBoard.Rom;

/// <summary>Unpacks zlib data that comes in blocks, as far as each block allows.</summary>
internal sealed class BlockInflater : IDisposable
{
    private readonly Feed feed = new();
    private readonly ZLibStream stream;
    private readonly byte[] buffer = new byte[4096];

    public BlockInflater() => stream = new ZLibStream(feed, CompressionMode.Decompress);

    /// <summary>Takes a block and hands on what comes out of it; a handler that returns false ends it.</summary>
    /// <exception cref="InvalidDataException">This is not zlib data.</exception>
    public bool Push(byte[] block, Func<ReadOnlyMemory<byte>, bool> output)
    {
        feed.Give(block);
        while (true)
        {
            int count;
            try
            {
                count = stream.Read(buffer);
            }
            catch (NothingLeftException)
            {
                return true;
            }

            if (count == 0)
            {
                return true;
            }

            if (!output(buffer.AsMemory(0, count)))
            {
                return false;
            }
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>The block is used up: the unpacker is to wait for the next one, and must not take it for the end.</summary>
    private sealed class NothingLeftException : Exception;

    private sealed class Feed : Stream
    {
        private byte[] block = [];
        private int at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Give(byte[] next)
        {
            block = next;
            at = 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, block.Length - at);
            if (count == 0)
            {
                throw new NothingLeftException();
            }

            block.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
