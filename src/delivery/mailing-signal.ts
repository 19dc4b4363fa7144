import { Injectable } from '@nestjs/common';

/** Tells the worker of this process that there may be something to do, after the change is committed. */
@Injectable()
export class MailingSignal {
  #listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  raise(): void {
    this.#listener();
  }
}
