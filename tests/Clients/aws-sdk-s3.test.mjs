// The AWS SDK for JavaScript reads what lies in s3/ of the emulator's data folder.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  GetObjectCommand, HeadBucketCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { startEmulator } from './support/emulator.mjs';
import { signerOf } from './support/requests.mjs';

const Bucket = 'my-bucket';
const odd = 'odd/a b+c&d=é%2F~(1)\'*!😀.txt';
const objects = {
  'recordings/one/metadata.json': '{"a":1}',
  'recordings/one/batch_1.ndjson.gz': '0123456789',
  'recordings/two/metadata.json': '{}',
  'recordings.txt': 'beside',
  'browsers/create': 'not an operation',
  [odd]: 'odd',
};
let folder;
let emulator;
let s3;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 's3-'));
  for (const [key, text] of Object.entries(objects)) {
    const path = join(folder, 's3', Bucket, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  symlinkSync('/etc', join(folder, 's3', Bucket, 'etc'));
  emulator = await startEmulator('--data', folder);
  s3 = new S3Client(emulator.settings);
});
after(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true });
});

const list = (input) => s3.send(new ListObjectsV2Command({ Bucket, ...input }));
const get = (input) => s3.send(new GetObjectCommand({ Bucket, ...input }));
const keys = (page) => page.Contents?.map((one) => one.Key) ?? [];
const fails = (promise, name, status) => assert.rejects(promise, (error) => {
  assert.deepEqual([error.name, error.$metadata.httpStatusCode], [name, status]);
  return true;
});

test('objects are listed in order, by prefix, folder and page', async () => {
  const all = await list({});
  assert.deepEqual(keys(all), Object.keys(objects).sort());
  assert.deepEqual([all.KeyCount, all.IsTruncated, all.Name], [6, false, Bucket]);
  assert.equal(all.Contents.find((one) => one.Key === 'recordings.txt').Size, 6);
  assert.deepEqual(keys(await list({ Prefix: 'recordings/one/' })),
    ['recordings/one/batch_1.ndjson.gz', 'recordings/one/metadata.json']);
  const folders = await list({ Delimiter: '/' });
  assert.deepEqual(folders.CommonPrefixes.map((one) => one.Prefix), ['browsers/', 'odd/', 'recordings/']);
  assert.deepEqual(keys(folders), ['recordings.txt']);
  assert.deepEqual(keys(await list({ StartAfter: 'recordings.txt' })), keys(all).slice(3));
  assert.deepEqual(keys(await list({ Prefix: 'none/' })), []);
  assert.equal(keys(await list({ EncodingType: 'url', Prefix: 'odd/' }))[0].includes('%20b%2Bc%26d'), true);
  assert.deepEqual(await list({ MaxKeys: 0 }).then((page) => [page.KeyCount, page.IsTruncated]), [0, false]);
});

test('pages lead from one to the next without a gap, also by folders', async () => {
  for (const input of [{}, { Delimiter: '/' }]) {
    const seen = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket, ...input })) {
      assert.ok(page.KeyCount <= 1);
      seen.push(...keys(page), ...(page.CommonPrefixes ?? []).map((one) => one.Prefix));
    }

    assert.deepEqual(seen, input.Delimiter
      ? ['browsers/', 'odd/', 'recordings.txt', 'recordings/']
      : Object.keys(objects).sort());
  }

  await fails(list({ ContinuationToken: 'nonsense' }), 'InvalidArgument', 400);
});

test('an object is read with its headers, in parts, and only when it has changed', async () => {
  const Key = 'recordings/one/batch_1.ndjson.gz';
  const whole = await get({ Key });
  assert.equal(await whole.Body.transformToString(), '0123456789');
  assert.equal(whole.ContentLength, 10);
  assert.ok(Math.abs(Date.now() - whole.LastModified) < 600_000);
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  assert.deepEqual([head.ETag, head.ContentLength], [whole.ETag, 10]);
  assert.match(whole.ETag, /^"[0-9a-f]{32}-1"$/); // else SDKs take it for the content's MD5
  for (const [Range, text, described] of [
    ['bytes=2-4', '234', 'bytes 2-4/10'], ['bytes=8-', '89', 'bytes 8-9/10'], ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ]) {
    const part = await get({ Key, Range });
    assert.deepEqual([await part.Body.transformToString(), part.ContentRange], [text, described]);
    assert.equal(part.$metadata.httpStatusCode, 206);
  }

  await fails(get({ Key, Range: 'bytes=10-' }), 'InvalidRange', 416);
  await fails(get({ Key, IfMatch: '"other"' }), 'PreconditionFailed', 412);
  await assert.rejects(get({ Key, IfNoneMatch: whole.ETag }), (error) => error.$metadata.httpStatusCode === 304);
});

test('a key may be odd, or the path of an operation', async () => {
  for (const Key of [odd, 'browsers/create']) {
    assert.equal(await (await get({ Key })).Body.transformToString(), objects[Key]);
  }
});

test('errors are those of S3', async () => {
  await fails(get({ Key: 'none' }), 'NoSuchKey', 404);
  await fails(get({ Key: '../../emulator.lock' }), 'NoSuchKey', 404);
  await fails(get({ Key: 'etc/passwd' }), 'NoSuchKey', 404);
  await fails(s3.send(new ListObjectsV2Command({ Bucket: 'other-bucket' })), 'NoSuchBucket', 404);
  await fails(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })), 'NotFound', 404);
  await s3.send(new HeadBucketCommand({ Bucket }));
  await fails(s3.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x' })), 'MethodNotAllowed', 405);
  const { accessKeyId } = emulator.credentials;
  for (const [credentials, name] of [
    [{ accessKeyId, secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    [{ accessKeyId: 'AKIAOTHER', secretAccessKey: 'wrong' }, 'InvalidAccessKeyId'],
  ]) {
    const other = new S3Client({ ...emulator.settings, credentials });
    await fails(other.send(new GetObjectCommand({ Bucket, Key: 'recordings.txt' })), name, 403);
  }
});

test('a presigned address needs no headers and ends', async () => {
  const { host, hostname, port } = new URL(emulator.url);
  const signer = signerOf(emulator, { service: 's3', uriEscapePath: false });
  const request = {
    method: 'GET', protocol: 'http:', hostname, port: Number(port), path: `/${Bucket}/recordings.txt`,
    headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, query: {},
  };
  const fetchSigned = async (options) => {
    const { path, query } = await signer.presign(request, options);
    return fetch(`${emulator.url}${path}?${new URLSearchParams(query)}`);
  };
  const response = await fetchSigned({ expiresIn: 3600 });
  assert.deepEqual([response.status, await response.text()], [200, 'beside']);
  const expired = await fetchSigned({ expiresIn: 60, signingDate: new Date(Date.now() - 600_000) });
  assert.equal(expired.status, 403);
  assert.match(await expired.text(), /<Code>SignatureDoesNotMatch<\/Code>.*expired/);
});
