import { describe, expect, test } from '@jest/globals';
import { endedReleaseOf } from '../../../src/analysis/images/end-of-life.ts';
import { parseImageReference } from '../../../src/analysis/images/images.ts';
import { endOfLifeEdition, products } from '../../../src/knowledge/end-of-life.ts';

const endedIn = (image: string): string | undefined => {
  const ended = endedReleaseOf(parseImageReference(image));
  return ended && `${ended.product} ${ended.version}`;
};

describe('endedReleaseOf', () => {
  test.each([
    ['node:18', 'Node.js 18'],
    ['node:18.20.4-alpine3.20', 'Node.js 18'],
    ['node:hydrogen-slim', 'Node.js 18'],
    ['docker.io/library/python:3.9.2', 'Python 3.9'],
    ['python:2', 'Python 2'],
    ['arm64v8/golang:1.6', 'Go 1.6'],
    ['public.ecr.aws/docker/library/ruby:2.1', 'Ruby 2'],
    ['php:7-fpm', 'PHP 7'],
    ['php:7.4-fpm', 'PHP 7.4'],
    ['mcr.microsoft.com/dotnet/core/sdk:3.1', '.NET 3.1'],
    ['openjdk:8-jre-alpine', 'the `openjdk` image of Java 8'],
    ['debian:10.13-slim', 'Debian 10'],
    ['debian:bullseye-20260610-slim', 'Debian 11'],
    ['ubuntu:20.04', 'Ubuntu 20.04'],
    ['ubuntu:focal-20240530', 'Ubuntu 20.04'],
    ['nvidia/cuda:12.4.1-devel-ubuntu20.04', 'Ubuntu 20.04'],
    ['acme/base:1.2-alpine3.15', 'Alpine 3.15'],
    ['node:24-bullseye', 'Debian 11'],
    ['gcr.io/distroless/nodejs22-debian11:nonroot', 'Debian 11'],
    ['centos:7.9.2009', 'CentOS 7'],
    ['postgres:12-alpine', 'PostgreSQL 12'],
    ['mysql:5.7', 'MySQL 5.7'],
    ['redis:5', 'Redis 5'],
    ['nginx:1.21.6', 'nginx 1.21'],
  ])('%s has ended: %s', (image, release) => expect(endedIn(image)).toBe(release));

  test.each(
    'node:24 node:lts node node:1 python:3 python:3.1 python:3.13-slim-bookworm golang:1 acme/node:12 debian:12 debian:stable-slim ubuntu:24.04 ubuntu:2 alpine:3 alpine:3.22 alpine:edge redis:6 redis:7 postgres:17 eclipse-temurin:21-jre-noble amazonlinux:2023 mcr.microsoft.com/dotnet/sdk:10.0 node:v24.0.0 eclipse-temurin:8u432-b06-jre'.split(
      ' ',
    ),
  )('%s has not, as far as the table knows', (image) => expect(endedIn(image)).toBeUndefined());

  test('nobody is told within the grace of the edition: PostgreSQL 14 ended nine days before it', () => {
    expect(products.find(({ name }) => name === 'PostgreSQL')?.ends['14']).toBe('2026-11-12');
    expect(endedIn('postgres:14')).toBeUndefined();
  });
});

test('every date of the table is a day, every source a page, and the edition is one', () => {
  const dates = [endOfLifeEdition, ...products.flatMap(({ ends }) => Object.values(ends))];
  expect(dates.filter((date) => !/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))).toEqual([]);
  expect(products.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  const codenames = products.flatMap(({ codenames = {}, ends }) =>
    Object.values(codenames).filter((version) => ends[version] === undefined),
  );
  expect(codenames).toEqual([]);
});
