using Pen.Control;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Events wait in a ring of eight; a lost one shows as a gap in the numbers.</summary>
public class EventQueueTests
{
    private static void Add(EventQueue queue, byte mark)
    {
        queue.Add(MessageId.StateChanged, 3);
        queue.Buffer[queue.Base + 2] = mark;
    }

    [Fact]
    public void TheyLeaveInTheOrderInWhichTheyCameWithCountedNumbers()
    {
        var queue = new EventQueue();
        Assert.False(queue.TryTake());
        for (byte mark = 1; mark <= 100; mark++)
        {
            Add(queue, mark);
            queue.Add(MessageId.FaultRaised, 4);
            Assert.True(queue.TryTake());
            Assert.Equal(((byte)MessageId.StateChanged, 3, mark), (queue.Message, queue.Length, queue.Buffer[queue.Base + 2]));
            Assert.Equal((2 * mark) - 1, queue.Number);
            Assert.True(queue.TryTake());
            Assert.Equal(((byte)MessageId.FaultRaised, 4), (queue.Message, queue.Length));
            Assert.Equal(0, queue.Buffer[queue.Base + 2]);
            Assert.False(queue.TryTake());
        }
    }

    [Fact]
    public void WhenItIsFullTheOldestGoAndTheirNumbersAreMissing()
    {
        var queue = new EventQueue();
        for (byte mark = 1; mark <= 200; mark++)
        {
            Add(queue, mark);
        }

        Assert.True(queue.TryTake());
        int oldest = queue.Buffer[queue.Base + 2];
        Assert.Equal(193, oldest);
        Assert.Equal(oldest, queue.Number);
        for (int mark = oldest + 1; mark <= 200; mark++)
        {
            Assert.True(queue.TryTake());
            Assert.Equal((mark, mark), (queue.Buffer[queue.Base + 2], queue.Number));
        }

        Assert.False(queue.TryTake());
    }
}
