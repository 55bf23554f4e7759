// Plays the recording that the address of this page names.
import { show } from './player.js';
import { read } from './requests.js';

const where = new URLSearchParams(location.search);
const place = { bucket: where.get('bucket') ?? '', folder: where.get('folder') ?? '' };

show(async () => {
  const recordings = await read('/console/recordings');
  const recording = recordings.find((one) => one.bucket === place.bucket && one.folder === place.folder);
  if (!recording) {
    throw new Error(`There is no recording s3://${place.bucket}/${place.folder}.`);
  }

  return {
    title: recording.name ?? recording.sessionId ?? place.folder,
    problem: recording.problem,
    pages: recording.pages,
    read: (page) => read(`/console/recordings/events?${new URLSearchParams({ ...place, page })}`),
  };
});
