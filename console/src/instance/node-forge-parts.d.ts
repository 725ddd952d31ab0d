/** Parts of node-forge, which add themselves to one object: the whole would be twice the size. */
declare module 'node-forge/lib/forge.js' {
  const forge: typeof import('node-forge');
  export default forge;
}

declare module 'node-forge/lib/pkcs12.js';
