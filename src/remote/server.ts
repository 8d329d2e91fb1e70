/** A Jupyter server, here or far, as a client of it sees it. The only import of @jupyterlab/services at run time. */
import { type Kernel, KernelAPI, KernelConnection, ServerConnection } from "@jupyterlab/services";

export interface ServerAddress {
  /** `http://127.0.0.1:8888/`, or the address of a gateway or a hub's single-user server. */
  readonly url: string;
  readonly token: string;
}

/**
 * Starts a kernel of this name on the server. `dispose` lets go of it, `shutdown` ends it.
 * The package's own KernelManager is left out: its polls hold the process for ten seconds after their end.
 */
export async function startRemoteKernel(
  { url, token }: ServerAddress,
  name: string,
): Promise<Kernel.IKernelConnection> {
  const serverSettings = ServerConnection.makeSettings({ baseUrl: url, token, appendToken: true });
  const model = await KernelAPI.startNew({ name }, serverSettings);
  return new KernelConnection({ model, serverSettings });
}
