/** A Jupyter server, here or far, as a client of it sees it. The only import of @jupyterlab/services at run time. */
import { type Kernel, KernelManager, ServerConnection } from "@jupyterlab/services";

export interface ServerAddress {
  /** `http://127.0.0.1:8888/`, or the address of a gateway or a hub's single-user server. */
  readonly url: string;
  readonly token: string;
}

export interface RemoteServer {
  /** Starts a kernel of this name. */
  start(name: string): Promise<Kernel.IKernelConnection>;
  /** Lets go of the server; its kernels run on. */
  close(): void;
}

export async function connectServer({ url, token }: ServerAddress): Promise<RemoteServer> {
  const serverSettings = ServerConnection.makeSettings({ baseUrl: url, token, appendToken: true });
  const kernels = new KernelManager({ serverSettings });
  await kernels.ready;
  return {
    start: (name) => kernels.startNew({ name }),
    close: () => kernels.dispose(),
  };
}
