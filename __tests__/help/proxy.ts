import { createServer, request } from 'node:http';
import { connect } from 'node:net';

/** An HTTP proxy that leads every host to one port of this machine, and remembers for whom it was asked. */
export interface Proxy {
  readonly url: string;
  readonly hosts: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startProxy(port: number): Promise<Proxy> {
  const hosts: string[] = [];
  const server = createServer((incoming, response) => {
    const target = new URL(incoming.url ?? '/', 'http://unknown');
    hosts.push(target.host);
    const onward = request(
      {
        host: '127.0.0.1',
        port,
        method: incoming.method,
        path: target.pathname + target.search,
        headers: incoming.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, socket, head: Buffer) => {
    hosts.push(incoming.url ?? '');
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    hosts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
