using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Pen.Protocol.Messages;

namespace Pen.Protocol.Tests;

/// <summary>
/// A conversation in hex, written by the real writer. Every frame's bytes are cut where the drawing of a frame and the layout of
/// its payload cut them.
/// </summary>
internal sealed class Transcript(int firstSequence)
{
    private const int RowColumns = 110;

    /// <summary>Fields are kept together where this many columns are left.</summary>
    private const int RaggedColumns = 14;

    private readonly FrameWriter writer = new(new PlainChecksum());
    private readonly StringBuilder text = new();
    private int sequence = firstSequence - 1;
    private MessageId message;

    /// <summary>The host asks; the sequence number counts on.</summary>
    public void Request(MessageId asked, string meaning, Type? layout = null, Action<byte[]>? fill = null)
    {
        sequence++;
        message = asked;
        string title = string.Create(CultureInfo.InvariantCulture, $"host → pen: {meaning} (sequence 0x{sequence:X4})");
        Frame(title, FrameKind.Request, sequence, asked, LengthOf(layout), fill, (layout, 0));
    }

    /// <summary>The pen answers what was asked last.</summary>
    public void Answer(string meaning, Type layout, Action<byte[]> fill) =>
        Frame($"pen → host: {meaning}", FrameKind.Answer, sequence, message, LengthOf(layout), fill, (layout, 0));

    /// <summary>The pen answers with a payload of several layouts behind each other.</summary>
    public void Answer(string meaning, int length, Action<byte[]> fill, params (Type?, int)[] layouts) =>
        Frame($"pen → host: {meaning}", FrameKind.Answer, sequence, message, length, fill, layouts);

    /// <summary>The pen refuses what was asked last.</summary>
    public void Refusal(string meaning, Action<byte[]> fill) =>
        Frame(
            $"pen → host: {meaning}",
            FrameKind.Refusal,
            sequence,
            message,
            RefusalData.Length,
            fill,
            (typeof(RefusalData), 0)
        );

    /// <summary>The pen tells of something, unasked.</summary>
    public void Event(int number, MessageId told, string meaning, Type layout, Action<byte[]> fill) =>
        Frame($"pen → host: {meaning}", FrameKind.Event, number, told, LengthOf(layout), fill, (layout, 0));

    /// <inheritdoc />
    public override string ToString() => $"```\n{text.ToString().TrimEnd('\n')}\n```\n";

    private static int LengthOf(Type? layout) => layout is null ? 0 : (int)layout.GetField("Length")!.GetRawConstantValue()!;

    private void Frame(
        string title,
        FrameKind kind,
        int number,
        MessageId id,
        int length,
        Action<byte[]>? fill,
        params (Type? Layout, int At)[] layouts
    )
    {
        byte[] payload = new byte[length];
        fill?.Invoke(payload);
        writer.Begin(kind, number, id);
        payload.CopyTo(writer.Buffer, FrameFormat.PayloadOffset);
        byte[] frame = writer.Buffer[..writer.End(length)];
        text.Append(title).Append('\n');
        Rows(frame, Cuts(length, layouts));
        text.Append('\n');
    }

    private static HashSet<int> Cuts(int length, (Type? Layout, int At)[] layouts)
    {
        const int payload = FrameFormat.PayloadOffset;
        HashSet<int> cuts =
        [
            FrameFormat.LengthOffset,
            FrameFormat.KindOffset,
            FrameFormat.SequenceOffset,
            FrameFormat.MessageOffset,
            payload,
            payload + length,
        ];
        foreach ((Type? layout, int at) in layouts)
        {
            foreach (WireField field in layout is null ? [] : WireDoc.FieldsOf(layout))
            {
                cuts.Add(payload + at + field.Offset);
                cuts.Add(payload + at + field.Offset + field.Bytes);
            }
        }

        return cuts;
    }

    private void Rows(byte[] frame, HashSet<int> cuts)
    {
        int column = 0;
        for (int i = 0; i < frame.Length; i++)
        {
            bool cut = cuts.Contains(i);
            if (i == 0)
            {
                text.Append("  ");
            }
            else if (column > RowColumns || (cut && column > RowColumns - RaggedColumns))
            {
                text.Append(cut ? " |\n  " : "\n  ");
                column = 0;
            }
            else
            {
                text.Append(cut ? " | " : " ");
                column += cut ? 3 : 1;
            }

            text.Append(CultureInfo.InvariantCulture, $"{frame[i]:X2}");
            column += 2;
        }

        text.Append('\n');
    }
}
