using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Pwm;
using System.IO.Hashing;
using System.IO.Ports;
using Iot.Device.ServoMotor;
using nanoFramework.Hardware.Esp32;

namespace NanoFramework.Tests;

/// <summary>The stand-ins allocate nothing, so that a measurement of the firmware sees the firmware's own code only.</summary>
public class AllocationTests
{
    [Fact]
    public void NoCallAllocates()
    {
        FakeChip chip = FakeChip.Boot();
        var parts = new Parts(chip);
        parts.Turn(0);
        parts.Turn(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 1000; turn++)
        {
            parts.Turn(turn);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(chip.PwmWrites > 2000 && chip.I2cTransfers > 2000 && chip.SentCount == 16);
    }

    private sealed class Parts
    {
        private readonly FakeChip chip;
        private readonly byte[] message = new byte[34];
        private readonly byte[] answer = new byte[64];
        private readonly byte[] arrival = [1, 2, 3, 4];
        private readonly GpioController controller = new();
        private readonly GpioPin pin;
        private readonly GpioPulseCounter counter = new(14);
        private readonly AdcChannel adc = new AdcController().OpenChannel(3);
        private readonly I2cDevice fram = new(new I2cConnectionSettings(1, 0x50));
        private readonly SerialPort port;
        private readonly PwmChannel motor;
        private readonly ServoMotor servo;

        public Parts(FakeChip chip)
        {
            this.chip = chip;
            Configuration.SetPinFunction(25, DeviceFunction.PWM1);
            Configuration.SetPinFunction(26, DeviceFunction.PWM3);
            Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
            pin = controller.OpenPin(13, PinMode.Output);
            counter.Start();
            port = new SerialPort("COM2", 115200);
            port.Open();
            motor = PwmChannel.CreateFromPin(25, 25000, 0)!;
            servo = new ServoMotor(PwmChannel.CreateFromPin(26, 50, 0)!);
            motor.Start();
            servo.Start();
        }

        public void Turn(int turn)
        {
            pin.Toggle();
            pin.Write(turn % 2 == 0 ? PinValue.High : PinValue.Low);
            controller.Write(13, pin.Read());
            chip.GlitchNext = turn % 7 == 0;
            chip.Edges[14] += 3;
            long sum = counter.Read().Count + adc.ReadValue() + (long)HighResTimer.GetCurrent();
            motor.DutyCycle = (sum & 1023) / 1024.0;
            servo.WritePulseWidth(1000 + turn % 1000);
            fram.Write(new SpanByte(message, 0, 34));
            fram.WriteRead(new SpanByte(message, 0, 2), new SpanByte(answer, 4, 32));
            fram.Read(answer);
            chip.Receive(arrival);
            port.Read(answer, 0, port.BytesToRead - 1);
            port.ReadByte();
            port.Write(message, 1, 16);
            message[0] = (byte)Crc32.HashToUInt32(new SpanByte(message, 1, 32));
            motor.Frequency = 20000 + turn % 2 * 5000;
        }
    }
}
