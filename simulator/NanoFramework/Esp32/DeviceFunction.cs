namespace nanoFramework.Hardware.Esp32;

/// <summary>
/// A function of the chip that wants pins: device type in bits 16–23, number of the device from 1 in bits 8–15, its line in bits 0–7.
/// Only the functions that stand-ins exist for.
/// </summary>
public enum DeviceFunction
{
    /// <summary>I2C1, data.</summary>
    I2C1_DATA = 131328,

    /// <summary>I2C1, clock.</summary>
    I2C1_CLOCK = 131329,

    /// <summary>I2C2, data.</summary>
    I2C2_DATA = 131584,

    /// <summary>I2C2, clock.</summary>
    I2C2_CLOCK = 131585,

    /// <summary>COM1, transmit.</summary>
    COM1_TX = 196864,

    /// <summary>COM1, receive.</summary>
    COM1_RX = 196865,

    /// <summary>COM1, request to send.</summary>
    COM1_RTS = 196866,

    /// <summary>COM1, clear to send.</summary>
    COM1_CTS = 196867,

    /// <summary>COM2, transmit.</summary>
    COM2_TX = 197120,

    /// <summary>COM2, receive.</summary>
    COM2_RX = 197121,

    /// <summary>COM2, request to send.</summary>
    COM2_RTS = 197122,

    /// <summary>COM2, clear to send.</summary>
    COM2_CTS = 197123,

    /// <summary>COM3, transmit.</summary>
    COM3_TX = 197376,

    /// <summary>COM3, receive.</summary>
    COM3_RX = 197377,

    /// <summary>COM3, request to send.</summary>
    COM3_RTS = 197378,

    /// <summary>COM3, clear to send.</summary>
    COM3_CTS = 197379,

    /// <summary>PWM output 1, on timer 0.</summary>
    PWM1 = 262400,

    /// <summary>PWM output 2, on timer 0.</summary>
    PWM2 = 262656,

    /// <summary>PWM output 3, on timer 1.</summary>
    PWM3 = 262912,

    /// <summary>PWM output 4, on timer 1.</summary>
    PWM4 = 263168,

    /// <summary>PWM output 5, on timer 2.</summary>
    PWM5 = 263424,

    /// <summary>PWM output 6, on timer 2.</summary>
    PWM6 = 263680,

    /// <summary>PWM output 7, on timer 3.</summary>
    PWM7 = 263936,

    /// <summary>PWM output 8, on timer 3.</summary>
    PWM8 = 264192,

    /// <summary>PWM output 9, on timer 4.</summary>
    PWM9 = 264448,

    /// <summary>PWM output 10, on timer 4.</summary>
    PWM10 = 264704,

    /// <summary>PWM output 11, on timer 5.</summary>
    PWM11 = 264960,

    /// <summary>PWM output 12, on timer 5.</summary>
    PWM12 = 265216,

    /// <summary>PWM output 13, on timer 6.</summary>
    PWM13 = 265472,

    /// <summary>PWM output 14, on timer 6.</summary>
    PWM14 = 265728,

    /// <summary>PWM output 15, on timer 7.</summary>
    PWM15 = 265984,

    /// <summary>PWM output 16, on timer 7.</summary>
    PWM16 = 266240,

    /// <summary>ADC channel 0; its pin is fixed.</summary>
    ADC1_CH0 = 327936,

    /// <summary>ADC channel 1; its pin is fixed.</summary>
    ADC1_CH1 = 327937,

    /// <summary>ADC channel 2; its pin is fixed.</summary>
    ADC1_CH2 = 327938,

    /// <summary>ADC channel 3; its pin is fixed.</summary>
    ADC1_CH3 = 327939,

    /// <summary>ADC channel 4; its pin is fixed.</summary>
    ADC1_CH4 = 327940,

    /// <summary>ADC channel 5; its pin is fixed.</summary>
    ADC1_CH5 = 327941,

    /// <summary>ADC channel 6; its pin is fixed.</summary>
    ADC1_CH6 = 327942,

    /// <summary>ADC channel 7; its pin is fixed.</summary>
    ADC1_CH7 = 327943,

    /// <summary>ADC channel 8; its pin is fixed.</summary>
    ADC1_CH8 = 327944,

    /// <summary>ADC channel 9; its pin is fixed.</summary>
    ADC1_CH9 = 327945,

    /// <summary>ADC channel 10; its pin is fixed.</summary>
    ADC1_CH10 = 327946,

    /// <summary>ADC channel 11; its pin is fixed.</summary>
    ADC1_CH11 = 327947,

    /// <summary>ADC channel 12; its pin is fixed.</summary>
    ADC1_CH12 = 327948,

    /// <summary>ADC channel 13; its pin is fixed.</summary>
    ADC1_CH13 = 327949,

    /// <summary>ADC channel 14; its pin is fixed.</summary>
    ADC1_CH14 = 327950,

    /// <summary>ADC channel 15; its pin is fixed.</summary>
    ADC1_CH15 = 327951,

    /// <summary>ADC channel 16; its pin is fixed.</summary>
    ADC1_CH16 = 327952,

    /// <summary>ADC channel 17; its pin is fixed.</summary>
    ADC1_CH17 = 327953,

    /// <summary>ADC channel 18; its pin is fixed.</summary>
    ADC1_CH18 = 327954,

    /// <summary>ADC channel 19; its pin is fixed.</summary>
    ADC1_CH19 = 327955,
}
