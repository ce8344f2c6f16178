// Serves files of demo/, under /dist/ of the build, and under /sdk/ Tencent's SDKs. Nothing else outside of these two
// folders, no dot files, and not the server itself.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { SDK_FILES } from './sdk-files.mjs';
import { sendProblem } from './respond.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.txt': 'text/plain; charset=utf-8',
};

/** Parts of demo/ that are not served. */
const NOT_SERVED = ['server', 'server.mjs', 'build-static.mjs', 'static', 'frameworks'];

/** @param {{ demoFolder: string, distFolder: string, headersFor: (path: string) => Record<string, string> }} options */
export function createStaticFiles({ demoFolder, distFolder, headersFor }) {
  return async function serveFile(request, response, pathname) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendProblem(response, 405, 'Use GET or HEAD.');
    const fromDist = pathname.startsWith('/dist/');
    const file = SDK_FILES[pathname]
      ? await fileAt(SDK_FILES[pathname])
      : await find(fromDist ? distFolder : demoFolder, fromDist ? pathname.slice('/dist'.length) : pathname);
    if (file === undefined) return sendProblem(response, 404, `Not found: ${pathname}`);
    if (file === 'folder') {
      // Relative links in a page need the trailing slash.
      response.writeHead(308, { Location: `${pathname}/` });
      return response.end();
    }

    const etag = `"${file.size.toString(36)}-${Math.trunc(file.mtimeMs).toString(36)}"`;
    const headers = {
      'Content-Type': TYPES[path.extname(file.name)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ETag: etag,
      ...(path.extname(file.name) === '.html' && headersFor(pathname)),
      ...(fromDist && { 'Access-Control-Allow-Origin': '*' }), // so that another local page can load the script
    };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers);
      return response.end();
    }
    response.writeHead(200, { ...headers, 'Content-Length': file.size });
    if (request.method === 'HEAD') return response.end();
    createReadStream(file.name)
      .on('error', () => response.destroy())
      .pipe(response);
  };
}

async function fileAt(name) {
  const { size, mtimeMs } = await stat(name);
  return { name, size, mtimeMs };
}

/** @returns the file, 'folder' when the trailing slash is missing, or undefined when nothing may be served */
async function find(folder, pathname) {
  let wanted;
  try {
    wanted = decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  const steps = wanted.split('/').slice(1);
  if (
    wanted.includes('\0') ||
    wanted.includes('\\') ||
    wanted.includes('//') ||
    steps.some((step) => step.startsWith('.'))
  )
    return undefined;
  if (NOT_SERVED.includes(steps[0]?.toLowerCase() ?? '')) return undefined; // some file systems ignore case
  const name = path.join(folder, ...steps, ...(wanted.endsWith('/') ? ['index.html'] : []));
  try {
    const real = await realpath(name);
    if (!real.startsWith((await realpath(folder)) + path.sep)) return undefined; // a symbolic link to outside
    const found = await stat(real);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? await fileAt(real) : undefined;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}
