using System;
using System.Device.Gpio;
using System.Device.I2c;
using System.Linq;
using nanoFramework.Hardware.Esp32;

namespace NanoFramework.Tests;

public class I2cTests
{
    [Theory]
    [InlineData(I2cBusSpeed.StandardMode, 90 + 34 * 90)]
    [InlineData(I2cBusSpeed.FastMode, 788)]
    [InlineData(I2cBusSpeed.FastModePlus, 315)]
    public void AWriteTakesNineBitsAByteAndTheAddress(I2cBusSpeed speed, long expectedMicros)
    {
        FakeChip chip = FakeChip.Boot();
        var device = new I2cDevice(new I2cConnectionSettings(1, 0x50, speed));
        I2cTransferResult result = device.Write(new byte[34]);
        Assert.Equal(I2cTransferStatus.FullTransfer, result.Status);
        Assert.Equal(34u, result.BytesTransferred);
        Assert.Equal(expectedMicros, chip.NowMicros);
    }

    [Fact]
    public void AReadAfterAWriteSendsTheAddressTwice()
    {
        FakeChip chip = FakeChip.Boot();
        for (int i = 0; i < 32; i++)
        {
            chip.I2cAnswer[i] = (byte)(i + 1);
        }

        byte[] answer = new byte[40];
        I2cDevice device = I2cDevice.Create(new I2cConnectionSettings(2, 0x58));
        I2cTransferResult result = device.WriteRead(new SpanByte([9, 8, 7, 6], 1, 2), new SpanByte(answer, 4, 32));

        Assert.Equal(34u, result.BytesTransferred);
        Assert.Equal((9 * 36 * 2500 + 999) / 1000, chip.NowMicros);
        Assert.Equal([8, 7], chip.I2cWritten.Take(chip.I2cWrittenCount));
        Assert.Equal(Enumerable.Range(1, 32), answer.Skip(4).Take(32).Select(b => (int)b));
        Assert.Equal(0, answer[36]);
        Assert.Equal((2, 0x58), (chip.LastI2cBus, chip.LastI2cAddress));
    }

    [Fact]
    public void TheBusRunsAt400KilohertzUnlessSetOtherwise()
    {
        Assert.Equal(I2cBusSpeed.FastMode, new I2cConnectionSettings(1, 0x50).BusSpeed);
    }

    [Fact]
    public void AMissingAcknowledgeIsAStatusAndNoException()
    {
        FakeChip chip = FakeChip.Boot();
        chip.Acknowledges = false;
        var device = new I2cDevice(new I2cConnectionSettings(1, 0x50));
        I2cTransferResult result = device.WriteRead(new byte[2], new byte[32]);
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, result.Status);
        Assert.Equal(0u, result.BytesTransferred);
        Assert.Equal(23, chip.NowMicros);
        Assert.Equal(0, device.ReadByte());
    }

    [Fact]
    public void AnEmptyWriteReportsSuccessWithoutAddressingAnything()
    {
        FakeChip chip = FakeChip.Boot();
        chip.Acknowledges = false;
        I2cTransferResult result = new I2cDevice(new I2cConnectionSettings(1, 0x23)).Write(SpanByte.Empty);
        Assert.Equal(I2cTransferStatus.FullTransfer, result.Status);
        Assert.Equal(0, chip.I2cTransfers);
        Assert.Equal(0, chip.NowMicros);
    }

    [Fact]
    public void SingleBytesGoToo()
    {
        FakeChip chip = FakeChip.Boot();
        chip.I2cAnswer[0] = 0x42;
        var device = new I2cDevice(new I2cConnectionSettings(1, 0x50));
        Assert.Equal(1u, device.WriteByte(0x17).BytesTransferred);
        Assert.Equal(0x17, chip.I2cWritten[0]);
        Assert.Equal(0x42, device.ReadByte());
        Assert.Equal(I2cTransferStatus.FullTransfer, device.Read(new byte[3]).Status);
    }

    [Fact]
    public void TheChipHasTwoBusesWithDefaultPins()
    {
        FakeChip.Boot();
        Assert.Throws<ArgumentException>(() => new I2cDevice(new I2cConnectionSettings(0, 0x50)));
        Assert.Throws<ArgumentException>(() => new I2cDevice(new I2cConnectionSettings(3, 0x50)));
        Assert.Equal(18, Configuration.GetFunctionPin(DeviceFunction.I2C1_DATA));
        Assert.Equal(26, Configuration.GetFunctionPin(DeviceFunction.I2C2_CLOCK));
        Assert.Throws<ArgumentException>(() => Configuration.SetPinFunction(34, DeviceFunction.I2C1_DATA));
    }

    [Fact]
    public void APinThatIsOpenAsGpioKeepsTheBusShut()
    {
        FakeChip.Boot();
        new GpioController().OpenPin(21, PinMode.Input);
        Configuration.SetPinFunction(21, DeviceFunction.I2C1_DATA);
        Assert.Throws<Exception>(() => new I2cDevice(new I2cConnectionSettings(1, 0x50)));
    }
}
