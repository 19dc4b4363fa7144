import { Injectable, RequestMethod } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, HttpAdapterHost, MetadataScanner } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ACCESS } from '../platform/access/allow.js';
import type { Access } from '../platform/access/allow.js';
import { holds } from '../platform/access/permissions.js';
import type { Role } from '../platform/access/permissions.js';

/** One method and address of the running application. */
export interface Route {
  method: string;
  /** Pattern with parameters, `/api/v1/users/:userId`. */
  path: string;
}

export interface DeclaredRoute extends Route {
  access: Access;
}

/** Routes without `@Allow`, `@AllowSignedIn` or `@Public`; the start is refused. */
export class UndeclaredRoutes extends Error {
  override readonly name = 'UndeclaredRoutes';

  constructor(routes: readonly Route[]) {
    super(`Nobody said who may call: ${routes.map(({ method, path }) => `${method} ${path}`).join(', ')}`);
  }
}

/** Every route the server really has, with what its handler declares. */
@Injectable()
export class Routes implements OnApplicationBootstrap {
  readonly #served: Route[] = [];
  #declared: ReadonlyMap<string, DeclaredRoute> = new Map();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    host: HttpAdapterHost,
  ) {
    // Routes are registered after the providers are made, so all of them pass here.
    const server = host.httpAdapter?.getInstance<FastifyInstance | undefined>();
    server?.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat())
        if (one !== 'HEAD') this.#served.push({ method: one, path: trimmed(url) });
    });
  }

  /** @throws UndeclaredRoutes */
  onApplicationBootstrap(): void {
    this.#declared = new Map(this.#handlers().map((route) => [keyOf(route), route]));
    const undeclared = this.#served.filter((route) => !this.#declared.has(keyOf(route)));
    if (undeclared.length > 0) throw new UndeclaredRoutes(undeclared);
  }

  all(): DeclaredRoute[] {
    return this.#served.flatMap((route) => this.#declared.get(keyOf(route)) ?? []);
  }

  /** What the route declares; undefined when there is no such route. `path` is the pattern. */
  accessOf(method: string, path: string): Access | undefined {
    return this.#declared.get(keyOf({ method, path }))?.access;
  }

  /** True when there is such a page and the role may open it; for links that lead nowhere otherwise. */
  mayOpen(role: Role, path: string): boolean {
    const access = this.accessOf('GET', path);
    if (!access) return false;
    return access.kind !== 'permission' || holds(role, access.permission);
  }

  #handlers(): DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      const prototype: object = Object.getPrototypeOf(instance) as object;
      const bases = pathsOf(metatype ?? {});
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = (prototype as Record<string, object>)[name] ?? {};
        const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined || access === undefined) return [];
        const paths = bases.flatMap((base) => pathsOf(handler).map((own) => trimmed(`/${base}/${own}`)));
        return paths.map((path) => ({ method: RequestMethod[method] ?? '', path, access }));
      });
    });
  }
}

function pathsOf(target: object): string[] {
  return [Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined]
    .flat()
    .map((path) => path ?? '');
}

/** One leading slash, none doubled, none at the end. */
function trimmed(path: string): string {
  return `/${path}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}

function keyOf({ method, path }: Route): string {
  return `${method} ${path}`;
}
