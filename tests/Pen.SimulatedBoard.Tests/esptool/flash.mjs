// Drives Espressif's esptool-js against a board: node flash.mjs HOST PORT ADDRESS IMAGE plain|compressed BAUD
// Prints one line of JSON with what it found and did. It ends with 1, and the reason on stderr, when a step fails.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ESPLoader, Transport } from "esptool-js";
import { Rfc2217Port } from "./rfc2217-port.mjs";

const READ_FLASH_SLOW = 0x0e;
const SLOW_BYTES = 64;

const [host, port, address, file, manner, baud] = process.argv.slice(2);
const image = new Uint8Array(readFileSync(file));
const said = [];
const transport = new Transport(new Rfc2217Port(host, Number(port)));
transport.trace = () => {};
const loader = new ESPLoader({
  transport,
  baudrate: Number(baud),
  terminal: { clean() {}, writeLine: (line) => said.push(line), write: (text) => said.push(text) },
});

try {
  if (process.argv[8] === "with-stub") {
    await loader.main();
  }

  // Without its stub, which is a program for the chip's processor: nothing runs one here. esptool-js has no option for that, as
  // esptool has with --no-stub; so the upload is left out, and the ROM's block size is set, which it takes from the stub otherwise.
  loader.runStub = async () => loader.chip;
  loader.FLASH_WRITE_SIZE = 0x400;
  const chip = await loader.main();
  await loader.flashSpiAttach(0);
  const size = await loader.detectFlashSize();
  await loader.writeFlash({
    fileArray: [{ data: image, address: Number(address) }],
    flashMode: "keep",
    flashFreq: "keep",
    flashSize: "4MB",
    eraseAll: false,
    compress: manner === "compressed",
  });

  // The ROM's MD5 is text, the stub's is bytes; esptool-js makes hexadecimal characters of either.
  const md5 = Buffer.from(await loader.flashMd5sum(Number(address), image.length), "hex").toString("ascii");
  const back = await readBack(Number(address), image.length);

  // Its hard reset only lets EN go: whoever uses it has to pull it first.
  await transport.setRTS(true);
  await loader.after("hard_reset");
  await transport.disconnect();
  console.log(
    JSON.stringify({
      chip,
      size,
      mac: said.find((line) => line.startsWith("MAC: ")),
      crystal: said.find((line) => line.startsWith("Crystal")),
      flashId: said.find((line) => line.startsWith("Flash ID")),
      baud: loader.baudrate,
      md5,
      expectedMd5: createHash("md5").update(image).digest("hex"),
      same: Buffer.compare(back, image) === 0,
    }),
  );
  process.exit(0);
} catch (problem) {
  console.error(`${problem}\n${said.join("\n")}`);
  process.exit(1);
}

async function readBack(from, bytes) {
  const back = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += SLOW_BYTES) {
    const count = Math.min(SLOW_BYTES, bytes - at);
    const ask = Buffer.alloc(8);
    ask.writeUInt32LE(from + at, 0);
    ask.writeUInt32LE(count, 4);
    const part = await loader.checkCommand("read flash", READ_FLASH_SLOW, new Uint8Array(ask), 0, SLOW_BYTES);
    back.set(part.slice(0, count), at);
  }
  return back;
}
