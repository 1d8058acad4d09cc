import type { Binding, Device, NetworkHandle } from './binding.ts';
import type { NativeNetwork } from './nativeNetwork.ts';
import { networkSpec } from './networkSpec.ts';

const MOST_KEPT = 16;

/** Networks laid out for a device: a few milliseconds of work for a large one, so kept for a while. */
export class NetworkCache {
  readonly #binding: Binding;
  readonly #device: Device;
  /** In the order of their last use. What falls out is freed by the garbage collector. */
  readonly #handles = new Map<string, NetworkHandle>();
  /** By the network itself: most are asked about again and again as one and the same object. */
  readonly #ofNetworks = new WeakMap<NativeNetwork, NetworkHandle>();

  constructor(binding: Binding, device: Device) {
    this.#binding = binding;
    this.#device = device;
  }

  handleOf(network: NativeNetwork): NetworkHandle {
    const handle = this.#ofNetworks.get(network) ?? this.#handleOfEqual(network);
    this.#ofNetworks.set(network, handle);
    return handle;
  }

  #handleOfEqual(network: NativeNetwork): NetworkHandle {
    const spec = networkSpec(network);
    const key = Object.values(spec).join();
    const handle = this.#handles.get(key) ?? this.#binding.createNetwork(this.#device, spec);
    this.#handles.delete(key);
    this.#handles.set(key, handle);
    const [oldest] = this.#handles.keys();
    if (this.#handles.size > MOST_KEPT) this.#handles.delete(oldest as string);
    return handle;
  }
}
