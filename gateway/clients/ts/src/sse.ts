// Server-sent events out of pieces of text, as the HTML standard reads them.

export interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

export class EventReader {
  private rest = '';
  private data: string[] = [];
  private event = '';
  private id = '';
  /** Milliseconds the house asks to wait before the stream is opened again. */
  retryMs: number | undefined;

  /** The events a piece completes. */
  take(piece: string): Told[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): Told[] {
    if (line === '') return this.dispatched();
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.data.push(value);
    else if (name === 'event') this.event = value;
    else if (name === 'id' && !value.includes('\0')) this.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
    return [];
  }

  private dispatched(): Told[] {
    const told = { id: this.id, event: this.event || 'message', data: this.data.join('\n') };
    const is = this.data.length > 0;
    this.data = [];
    this.event = '';
    return is ? [told] : [];
  }
}
