import type { Activity } from '../activities/activity.ts';
import { quoted } from './quote.ts';

/** Why an app goes to testers only. */
export function whyDistributed({ programs, uses, inputs, fill, tool }: Activity): string | undefined {
  const action = [uses?.repository, uses?.path].filter(Boolean).join('/');
  const [, tested] = /((?:test-?flight|app-?distribution|app-?center|diawi|deploygate)[\w-]*)/i.exec(action) ?? [];
  if (tested !== undefined) return `${quoted(action)} hands the app to testers`;
  const track = inputs.get('track') ?? inputs.get('tracks');
  if (track !== undefined && /^(?:internal|alpha|beta|qa)/i.test(track.trim())) return `track ${quoted(track.trim())}`;
  for (const { program, arguments: words } of programs) {
    if (!/^(?:fastlane|eas|appcenter|firebase|xcrun|app-store-connect)$/.test(program)) continue;
    const texts = words.map(({ text }) => fill(text));
    const word = texts.find((text) =>
      /^(?:.*\.)?(?:beta\w*|pilot|testflight|upload_to_testflight|internal|alpha|\w*distribut\w*|appcenter\w*|staging)$|^appdistribution:/i.test(
        text,
      ),
    );
    if (word !== undefined) return `${quoted(`${program} ${word}`)} hands the app to testers`;
    if (program === 'appcenter') return `${quoted(tool)} hands the app to testers`;
  }
  return undefined;
}
