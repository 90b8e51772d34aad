import { expect, test } from '@jest/globals';
import { normalised } from '../../src/policy/identity.ts';

const digest = `@sha256:${'0f'.repeat(32)}`;

test.each([
  ['another version', '- uses: a/b@v4', 'uses: a/b@v5'],
  [
    'another commit and the comment that names it',
    `uses: a/b@${'a1'.repeat(20)} # v4.1.0`,
    `uses: a/b@${'b2'.repeat(20)} # v5`,
  ],
  ['a name for the step', '      - uses: a/b@v4', '        uses: a/b@v4'],
  ['another tag', 'FROM node:20-alpine', 'FROM node:22'],
  ['another digest', `FROM node:20${digest}`, 'FROM node:20'],
  ['a name for the stage', 'FROM --platform=$BUILDPLATFORM node:20', 'FROM --platform=$BUILDPLATFORM node:20 AS build'],
  ['another name for the stage', 'from localhost:5000/node:20 as build', 'from localhost:5000/node:22 as builder'],
  ['another image of the same name', 'image: "postgres:16"', 'image: "postgres:17"'],
  ['white space', 'RUN  npm   ci', 'RUN npm ci'],
])('%s makes no other finding', (_, before, after) => {
  expect(normalised(after)).toBe(normalised(before));
});

test.each([
  ['another action', 'uses: a/b@v4', 'uses: a/c@v4'],
  ['another image', 'FROM node:20', 'FROM python:20'],
  ['another registry', 'FROM a.example:5000/node:20', 'FROM b.example:5000/node:20'],
  ['another command', 'RUN npm ci', 'RUN npm install'],
])('%s does', (_, before, after) => {
  expect(normalised(after)).not.toBe(normalised(before));
});
