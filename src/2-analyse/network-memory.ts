// Memory for the network: its matrices packed for products, and room for what it works out on the way.
import { Matrices, packPanels, packShorts, padColumns } from './matrix.ts';
import { UNIT } from './network-kernel.ts';

export interface Room {
  readonly at: number;
  values: Float32Array;
}

/** A matrix of 16 bit weights with its bias, ready for products. */
interface Packed {
  readonly at: number;
  readonly scale: number;
  readonly bias: number;
  readonly rows: number;
  readonly columns: number;
}

/** Reserve everything, then call `open`: memory that grows takes its views away. */
export class NetworkMemory {
  readonly matrices = new Matrices();
  readonly #dense: ReadonlyMap<string, Float32Array>;
  readonly #capacity: number;
  readonly #packed = new Map<string, Packed>();
  readonly #pending: (() => void)[] = [];

  /** For sentences of up to `capacity` words. */
  constructor(dense: ReadonlyMap<string, Float32Array>, capacity: number) {
    this.#dense = dense;
    this.#capacity = capacity;
  }

  open(): void {
    for (const fill of this.#pending) fill();
  }

  dense(name: string): Float32Array {
    const values = this.#dense.get(name);
    if (values === undefined) throw new Error(`the network lacks the weights "${name}"`);
    return values;
  }

  reserve(columns: number): Room {
    const length = this.#capacity * columns;
    const room: Room = { at: this.matrices.allocate(length), values: new Float32Array(0) };
    this.#pending.push(() => {
      room.values = this.matrices.view(room.at, length);
    });
    return room;
  }

  reserveFloats(values: Float32Array): number {
    const at = this.matrices.allocate(padColumns(values.length));
    this.#pending.push(() => this.matrices.view(at, values.length).set(values));
    return at;
  }

  reservePanels(name: string, rows: number, columns: number): number {
    const length = rows * padColumns(columns);
    const at = this.matrices.allocate(length);
    this.#pending.push(() =>
      packPanels(this.dense(name), this.matrices.view(at, length), rows, columns, columns),
    );
    return at;
  }

  reserveShorts(name: string, rows: number, columns: number): void {
    const length = rows * padColumns(columns);
    const at = this.matrices.allocate(length / 2);
    const scale = this.matrices.allocate(4);
    const bias = this.reserveFloats(this.dense(`${name}.bias`));
    this.#packed.set(name, { at, scale, bias, rows, columns });
    this.#pending.push(() => {
      const step = packShorts(
        this.dense(`${name}.weights`),
        this.matrices.viewShorts(at, length),
        rows,
        columns,
      );
      this.matrices.view(scale, 1)[0] = step / UNIT;
    });
  }

  /** `to = from weights + bias`, from 16 bit rows. */
  multiplyShorts(name: string, from: Room, to: Room, rows: number): void {
    const packed = this.#packed.get(name);
    if (packed === undefined) throw new Error(`no room was reserved for the weights "${name}"`);
    const { at, scale, bias } = packed;
    this.matrices.multiplyShorts(
      from.at,
      at,
      to.at,
      rows,
      packed.rows,
      padColumns(packed.columns),
      scale,
      bias,
    );
  }
}
