/** Where the value of a merge field goes. */
export type SlotPlace = 'text' | 'link-text' | 'target' | 'plain';

/** The value of a personal field, to be filled in for each reader. */
export interface Slot {
  kind: 'slot';
  field: number;
  place: SlotPlace;
}

/** Left out for a reader who lacks one of `needs`; with `repeats`, once for each item of that field. */
export interface Group {
  kind: 'group';
  pieces: readonly Piece[];
  needs: readonly number[];
  repeats?: { field: number; between: string };
}

/** A link where the reader's value is an address that may be followed, its label and the gap where not. */
export interface PersonalLink {
  kind: 'personal-link';
  field: number;
  link: readonly Piece[];
  without: readonly Piece[];
}

/** Items with something between them; nothing at all where every item is left out. */
export interface Frame {
  kind: 'frame';
  open: readonly Piece[];
  items: readonly (readonly Piece[])[];
  between: string;
  close: readonly Piece[];
}

/** Number of an item in the innermost frame, its list, which counts only the items that this reader gets. */
export interface ItemNumber {
  kind: 'item-number';
  start: number;
}

/** A message cut where it differs from reader to reader. */
export type Piece = string | Slot | Group | PersonalLink | Frame | ItemNumber;

/** What one reader has. */
export interface Filling {
  /** Words of a field, ready for its place; `item` stands for the whole where a bullet is repeated. */
  wordsOf(field: number, place: SlotPlace, item?: number): string;
  has(field: number): boolean;
  /** The field has a value that can be printed; an address may be followed. */
  isSound(field: number): boolean;
  /** How many items a repeated field has, at least one. */
  itemsOf(field: number): number;
}

/** One reader of a group, who stands for all of it. */
export interface GroupFilling extends Filling {
  /** Each reader of the group has their own value. */
  isOwn(field: number): boolean;
}

export function fill(pieces: readonly Piece[], filling: Filling): string {
  return new Filler(filling).text(pieces);
}

/** The same text for one group of readers: only what is each one's own is left open. */
export function settled(pieces: readonly Piece[], group: GroupFilling): Piece[] {
  return folded(new Settler(group).pieces(pieces));
}

/** The same text with everything written out that is alike for all readers. */
export function folded(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const now = typeof piece === 'string' || piece.kind === 'item-number' ? piece : foldedPart(piece);
    const last = result.at(-1);
    if (typeof now === 'string' && typeof last === 'string') result[result.length - 1] = last + now;
    else if (now !== '') result.push(now);
  }
  return result;
}

function foldedPart(piece: Exclude<Piece, string | ItemNumber>): Piece {
  switch (piece.kind) {
    case 'slot':
      return piece;
    case 'group':
      return { ...piece, pieces: folded(piece.pieces) };
    case 'personal-link':
      return { ...piece, link: folded(piece.link), without: folded(piece.without) };
    case 'frame':
      if (isAlikeForAll(piece)) return fill([piece], nobody);
      return {
        ...piece,
        open: folded(piece.open),
        items: joinedItems(piece.items.map(folded), piece.between),
        close: folded(piece.close),
      };
  }
}

/** Neighbours that every reader gets are one item, with what stands between them. */
function joinedItems(items: readonly (readonly Piece[])[], between: string): (readonly Piece[])[] {
  const joined: (readonly Piece[])[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    if (item.length === 0) continue;
    if (last && staysWhole(last) && staysWhole(item))
      joined[joined.length - 1] = folded([...last, between, ...item]);
    else joined.push(item);
  }
  return joined;
}

/** True for what no reader lacks: it holds words that are no reader's own, outside of anything left out. */
function staysWhole(item: readonly Piece[]): boolean {
  return item.some((piece) => typeof piece === 'string');
}

/** Item numbers are counted within their frame, so a whole frame of them can be written out. */
function isAlikeForAll(piece: Piece): boolean {
  if (typeof piece === 'string' || piece.kind === 'item-number') return true;
  if (piece.kind !== 'frame') return false;
  return [piece.open, ...piece.items, piece.close].every((part) => part.every(isAlikeForAll));
}

const nobody: Filling = {
  wordsOf: () => '',
  has: () => false,
  isSound: () => false,
  itemsOf: () => 0,
};

class Filler {
  /** Items numbered so far in the frame at hand. */
  #numbered = 0;
  /** Items that stand for their field inside a repeated bullet. */
  readonly #items = new Map<number, number>();

  constructor(private readonly filling: Filling) {}

  text(pieces: readonly Piece[]): string {
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : this.#piece(piece);
    return text;
  }

  #piece(piece: Exclude<Piece, string>): string {
    switch (piece.kind) {
      case 'slot':
        return this.filling.wordsOf(piece.field, piece.place, this.#items.get(piece.field));
      case 'group':
        return this.#group(piece);
      case 'personal-link':
        return this.text(this.filling.isSound(piece.field) ? piece.link : piece.without);
      case 'frame':
        return this.#frame(piece);
      case 'item-number':
        return this.#number(piece);
    }
  }

  #group({ pieces, needs, repeats }: Group): string {
    if (!needs.every((field) => this.filling.has(field))) return '';
    if (repeats === undefined) return this.text(pieces);
    const texts: string[] = [];
    for (let item = 0; item < this.filling.itemsOf(repeats.field); item += 1) {
      this.#items.set(repeats.field, item);
      texts.push(this.text(pieces));
    }
    this.#items.delete(repeats.field);
    return texts.join(repeats.between);
  }

  #frame({ open, items, between, close }: Frame): string {
    const around = this.#numbered;
    this.#numbered = 0;
    let filled = '';
    for (const item of items) {
      const text = this.text(item);
      if (text !== '') filled = filled === '' ? text : filled + between + text;
    }
    this.#numbered = around;
    return filled === '' ? '' : this.text(open) + filled + this.text(close);
  }

  #number({ start }: ItemNumber): string {
    return String(start + this.#numbered++);
  }
}

class Settler {
  /** Items that stand for their field inside a repeated bullet. */
  readonly #items = new Map<number, number>();

  constructor(private readonly group: GroupFilling) {}

  pieces(pieces: readonly Piece[]): Piece[] {
    return pieces.flatMap((piece) => (typeof piece === 'string' ? [piece] : this.#piece(piece)));
  }

  #piece(piece: Exclude<Piece, string>): Piece[] {
    switch (piece.kind) {
      case 'slot':
        return this.group.isOwn(piece.field)
          ? [piece]
          : [this.group.wordsOf(piece.field, piece.place, this.#items.get(piece.field))];
      case 'group':
        return this.#group(piece);
      case 'personal-link':
        return this.#link(piece);
      case 'frame':
        return [this.#frame(piece)];
      case 'item-number':
        return [piece];
    }
  }

  #group({ pieces, needs, repeats }: Group): Piece[] {
    if (!needs.every((field) => this.group.has(field))) return [];
    if (repeats === undefined) return this.pieces(pieces);
    if (this.group.isOwn(repeats.field))
      return [{ kind: 'group', pieces: this.pieces(pieces), needs: [], repeats }];
    const copies: Piece[] = [];
    for (let item = 0; item < this.group.itemsOf(repeats.field); item += 1) {
      this.#items.set(repeats.field, item);
      copies.push(...(item > 0 ? [repeats.between] : []), ...this.pieces(pieces));
    }
    this.#items.delete(repeats.field);
    return copies;
  }

  #link(piece: PersonalLink): Piece[] {
    const { field, link, without } = piece;
    if (this.group.isOwn(field))
      return [{ ...piece, link: this.pieces(link), without: this.pieces(without) }];
    return this.pieces(this.group.isSound(field) ? link : without);
  }

  #frame({ open, items, between, close }: Frame): Frame {
    return {
      kind: 'frame',
      open: this.pieces(open),
      items: items.map((item) => this.pieces(item)),
      between,
      close: this.pieces(close),
    };
  }
}
