using Pen.Control.Link;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>At most once: what is repeated, what is new, what is stale.</summary>
public class KeptAnswersTests
{
    private static KeptAnswers After(params int[] sequences)
    {
        var kept = new KeptAnswers();
        kept.Restart(sequences[0] - 1);
        foreach (int sequence in sequences)
        {
            byte[] frame = new byte[FrameFormat.MaxFrame];
            frame[0] = (byte)sequence;
            frame[9] = 0x77;
            kept.Keep(sequence, frame, 10 + (sequence & 7));
        }

        return kept;
    }

    [Fact]
    public void TheLastFourAnswersAreRepeatedWhole()
    {
        KeptAnswers kept = After(10, 11, 12, 13, 14);
        for (int sequence = 11; sequence <= 14; sequence++)
        {
            Assert.Equal(KeptAnswers.Verdict.Repeat, kept.Judge(sequence));
            Assert.Equal(10 + (sequence & 7), kept.Length);
            Assert.Equal(sequence, kept.Frames[kept.Offset]);
            Assert.Equal(0x77, kept.Frames[kept.Offset + 9]);
        }

        Assert.Equal(KeptAnswers.Verdict.Stale, kept.Judge(10));
    }

    [Theory]
    [InlineData(15, KeptAnswers.Verdict.New)]
    [InlineData(14 + 0x7FFF, KeptAnswers.Verdict.New)]
    [InlineData(14 + 0x8000, KeptAnswers.Verdict.Stale)]
    [InlineData(9, KeptAnswers.Verdict.Stale)]
    [InlineData(0, KeptAnswers.Verdict.Stale)]
    public void HalfOfTheNumbersAheadAreNew(int sequence, KeptAnswers.Verdict verdict) =>
        Assert.Equal(verdict, After(10, 11, 12, 13, 14).Judge(sequence));

    [Fact]
    public void NumbersWrapAround()
    {
        KeptAnswers kept = After(65_534, 65_535);
        Assert.Equal(KeptAnswers.Verdict.New, kept.Judge(0));
        Assert.Equal(KeptAnswers.Verdict.New, kept.Judge(5));
        Assert.Equal(KeptAnswers.Verdict.Repeat, kept.Judge(65_535));
        Assert.Equal(KeptAnswers.Verdict.Stale, kept.Judge(65_533));
    }

    [Fact]
    public void AHandshakeForgetsAllAndCountsOnFromItsOwn()
    {
        KeptAnswers kept = After(10, 11, 12, 13, 14);
        kept.Restart(500);
        Assert.Equal(KeptAnswers.Verdict.Stale, kept.Judge(14));
        Assert.Equal(KeptAnswers.Verdict.Stale, kept.Judge(500));
        Assert.Equal(KeptAnswers.Verdict.New, kept.Judge(501));
    }
}
