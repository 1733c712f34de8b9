/** Which encoding a page is in: BOM, header, meta, then UTF-8 (the order of the HTML standard, §13.2.3.2). */

const PRESCAN_BYTES = 1024;
const META_CHARSET = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i;
const XML_ENCODING = /^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})/i;

/** @returns a WHATWG encoding name that TextDecoder knows; `utf-8` where nothing usable is said. */
export function sniffCharset(contentType: string, head: Uint8Array): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const declared = /charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(contentType)?.[1];
  const fromHeader = declared === undefined ? null : encodingName(declared);
  if (fromHeader) return fromHeader;
  const ascii = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, PRESCAN_BYTES)).toString(
    'latin1',
  );
  const found = META_CHARSET.exec(ascii)?.[1] ?? XML_ENCODING.exec(ascii)?.[1];
  const fromMeta = found === undefined ? null : encodingName(found);
  // A meta element that could be read as ASCII cannot stand in UTF-16.
  return fromMeta?.startsWith('utf-16') ? 'utf-8' : (fromMeta ?? 'utf-8');
}

function encodingName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
