// A serial port in the shape of Web Serial, on a TCP socket that speaks RFC 2217. Only what esptool-js uses.
import { connect } from "node:net";

const IAC = 255;
const WILL = 251;
const DO = 253;
const SB = 250;
const SE = 240;
const COM_PORT = 44;
const SET_BAUDRATE = 1;
const SET_CONTROL = 5;

export class Rfc2217Port {
  constructor(host, port) {
    this.host = host;
    this.port = port;
  }

  getInfo() {
    return { usbVendorId: 0x10c4, usbProductId: 0xea70 };
  }

  async open({ baudRate }) {
    this.socket = connect({ host: this.host, port: this.port, noDelay: true });
    await new Promise((resolve, reject) => this.socket.once("connect", resolve).once("error", reject));
    this.step = "data";
    this.readable = new ReadableStream({
      start: (controller) => {
        this.socket.on("data", (bytes) => {
          const data = this.data(bytes);
          if (data.length > 0) {
            controller.enqueue(data);
          }
        });
        this.socket.on("close", () => {
          try {
            controller.close();
          } catch {
            // It was cancelled by its reader before.
          }
        });
        this.socket.on("error", () => {});
      },
    });
    this.writable = new WritableStream({ write: (bytes) => this.send(escaped(bytes)) });
    await this.send(Uint8Array.from([IAC, WILL, COM_PORT, IAC, DO, COM_PORT]));
    await this.option(SET_BAUDRATE, [baudRate >>> 24, (baudRate >>> 16) & 255, (baudRate >>> 8) & 255, baudRate & 255]);
  }

  async close() {
    const closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.end();
    this.socket.destroySoon();
    await closed;
    this.readable = null;
    this.writable = null;
  }

  // One line after the other, as a bridge's driver sets them.
  async setSignals({ dataTerminalReady, requestToSend }) {
    if (dataTerminalReady !== undefined) {
      await this.option(SET_CONTROL, [dataTerminalReady ? 8 : 9]);
    }
    if (requestToSend !== undefined) {
      await this.option(SET_CONTROL, [requestToSend ? 11 : 12]);
    }
  }

  option(command, value) {
    return this.send(Uint8Array.from([IAC, SB, COM_PORT, command, ...escaped(Uint8Array.from(value)), IAC, SE]));
  }

  send(bytes) {
    return new Promise((resolve, reject) => this.socket.write(bytes, (error) => (error ? reject(error) : resolve())));
  }

  // What the line carried, without telnet's own.
  data(bytes) {
    const data = [];
    for (const value of bytes) {
      if (this.step === "data") {
        value === IAC ? (this.step = "command") : data.push(value);
      } else if (this.step === "command") {
        if (value === IAC) {
          data.push(value);
        }
        this.step = value === SB ? "negotiation" : value >= WILL && value < IAC ? "option" : "data";
      } else if (this.step === "negotiation") {
        this.step = value === IAC ? "end" : "negotiation";
      } else if (this.step === "end") {
        this.step = value === SE ? "data" : "negotiation";
      } else {
        this.step = "data";
      }
    }
    return Uint8Array.from(data);
  }
}

function escaped(bytes) {
  return Uint8Array.from([...bytes].flatMap((value) => (value === IAC ? [IAC, IAC] : [value])));
}
