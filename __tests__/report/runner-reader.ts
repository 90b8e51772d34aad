/**
 * The commands that a runner finds in a log, by its own rules: `::name …::` where a line begins, white space aside, and
 * `##[name …]` anywhere in it; a lone carriage return is taken for an end of line.
 */
export function commandsIn(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const command = /^\s*::([^:\s]+)[^]*?::/u.exec(line) ?? /##\[([^\]]+)\]/.exec(line);
    return command?.[1] === undefined ? [] : [command[1]];
  });
}
