// Reads the data that stand in the page: base64 of gzip of a length, a JSON text and a block of packed series.
import type { Level, PackedMeasure, Report, Value } from "./types";

export interface Payload {
  report: Report;
  block: Uint8Array;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k);
  return bytes;
}

/** Null where the browser cannot inflate: a sentence and the static pictures then stand for the page. */
export async function readPayload(element: HTMLElement): Promise<Payload | null> {
  if (typeof DecompressionStream === "undefined") return null;
  const inflated = new Blob([bytesOf(element.textContent.trim())])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(inflated).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  return { report: JSON.parse(text) as Report, block: bytes.subarray(4 + length) };
}

/** One series a territory: differences in variable-length bytes, 0 = missing. */
export function unpack(block: Uint8Array, measure: PackedMeasure, level: Level): Value[][] {
  let at = measure.at;
  const next = (): number => {
    let number = 0;
    let scale = 1;
    for (;;) {
      const byte = block[at++] ?? 0;
      number += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
  };
  const digits = Math.max(0, Math.ceil(-Math.log10(measure.quantum)) + 1);
  return level.codes.map(() => {
    let now = 0;
    return level.steps.map(() => {
      now += next();
      return now === 0 ? null : Number((measure.offset + measure.quantum * (now - 1)).toFixed(digits));
    });
  });
}
