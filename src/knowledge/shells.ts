/** Programs whose input is POSIX shell or Bash closely enough to be read as such. */
export const posixShells: ReadonlySet<string> = new Set('sh bash dash ash zsh ksh mksh busybox-sh rbash'.split(' '));

/** Other interpreters that take scripts in the places where a shell may stand. */
export const otherShells: ReadonlySet<string> = new Set(
  'pwsh powershell cmd python python3 python2 node perl ruby php fish nu nushell deno bun lua Rscript tclsh'.split(' '),
);

/** Words in a step's `shell:` that run Bash under another name: https://github.com/msys2/setup-msys2 and the like. */
export const shellWrappers: ReadonlySet<string> = new Set(
  'msys2 micromamba-shell alpine.sh wsl-bash cygwin-bash bash-in-chroot'.split(' '),
);

/** The name of a program behind its folders and a Windows suffix: `/usr/bin/bash`, `C:\\msys64\\usr\\bin\\bash.exe`. */
export const programName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
