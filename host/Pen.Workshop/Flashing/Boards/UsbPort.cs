namespace Pen.Workshop.Flashing.Boards;

/// <summary>A serial port of a USB device.</summary>
/// <param name="Address">What to open.</param>
/// <param name="VendorId">idVendor, four hexadecimal digits in small letters.</param>
/// <param name="ProductId">idProduct, likewise.</param>
/// <param name="Interface">Number of the interface in its device: a dual bridge has UART0 on its first and UART2 on its second.</param>
/// <param name="Device">Which device, so that two interfaces of one are known as such.</param>
/// <param name="Product">What the device calls itself; may be empty.</param>
public sealed record UsbPort(string Address, string VendorId, string ProductId, int Interface, string Device, string Product);
