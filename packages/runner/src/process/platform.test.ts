import { describe, expect, test } from 'vitest';
import { endingOf, filesOf, inheritedNames, startOf, whyNoClock } from './platform.js';

describe('where a command is looked for', () => {
  test('in each folder of the PATH, on Windows under each ending that it starts', () => {
    expect(filesOf('npm', '/usr/bin::/opt/n', 'linux')).toEqual(['/usr/bin/npm', '/opt/n/npm']);
    expect(filesOf('npm', 'C:\\n;D:\\m n', 'win32')).toEqual([
      ...['C:\\n\\npm.com', 'C:\\n\\npm.exe', 'C:\\n\\npm.cmd', 'C:\\n\\npm.bat'],
      ...['D:\\m n\\npm.com', 'D:\\m n\\npm.exe', 'D:\\m n\\npm.cmd', 'D:\\m n\\npm.bat'],
    ]);
    expect(filesOf('npm.CMD', 'C:\\n', 'win32')).toEqual(['C:\\n\\npm.CMD']);
  });
  test('a path is looked for nowhere else', () => {
    expect(filesOf('./run', '/usr/bin', 'darwin')).toEqual(['run']);
    expect(filesOf('bin\\run.exe', 'C:\\n', 'win32')).toEqual(['bin\\run.exe']);
    expect(filesOf('bin\\run', '/usr/bin', 'linux')).toEqual(['/usr/bin/bin\\run']);
  });
  test('without a PATH nowhere', () => expect(filesOf('npm', undefined, 'linux')).toEqual([]));
});

describe('how a command is started', () => {
  const npm = 'C:\\Program Files\\nodejs\\npm.cmd';
  test('as it is, but for batch files on Windows', () => {
    const plain = { program: 'npm', args: ['view', 'a b'], verbatim: false };
    expect(startOf(['npm', 'view', 'a b'], npm, 'linux')).toEqual(plain);
    expect(startOf(['npm', 'view', 'a b'], null, 'win32')).toEqual(plain);
    expect(startOf(['dotnet', 'run'], 'C:\\dotnet\\dotnet.exe', 'win32')).toMatchObject({ program: 'dotnet' });
  });
  test('a batch file by cmd.exe', () => {
    expect(startOf(['npm', 'install', '--no-save', 'my-sdk@1.0.0'], npm, 'win32')).toEqual({
      program: 'cmd.exe',
      args: ['/e:ON', '/v:OFF', '/d', '/s', '/c', `""${npm}" install --no-save my-sdk@1.0.0"`],
      verbatim: true,
    });
    expect(startOf(['build.bat'], null, 'win32')).toMatchObject({ args: expect.arrayContaining(['""build.bat""']) });
  });
  test.each([
    ['', '""'],
    ['a b', '"a b"'],
    ['a&calc', '"a&calc"'],
    ['>out', '">out"'],
    ['^1.0', '"^1.0"'],
    ['say "hi"', '"say ""hi"""'],
    ['\\"', '"\\\\"""'],
    ['C:\\a\\', '"C:\\a\\\\"'],
    ['%PATH%', '"%%cd:~,%PATH%%cd:~,%"'],
    ['ü', '"ü"'],
  ])('%s is nothing that it obeys', (given, quoted) => {
    expect(startOf([npm, given], npm, 'win32').args.at(-1)).toBe(`""${npm}" ${quoted}"`);
  });
  test.each(['a\nb', 'a\rb', 'a\0b'])('a line break is refused: %j', (given) => {
    expect(() => startOf([npm, given], npm, 'win32')).toThrow(
      new Error(`the argument ${JSON.stringify(given)} has a line break, which a batch file cannot take`),
    );
  });
});

test('a group is signalled; on Windows what stands below a process is ended with it', () => {
  expect(endingOf(42, 'SIGTERM', 'linux')).toEqual({ to: -42, signal: 'SIGTERM' });
  expect(endingOf(42, 0, 'darwin')).toEqual({ to: -42, signal: 0 });
  expect(endingOf(42, 0, 'win32')).toEqual({ to: 42, signal: 0 });
  const ended = { command: ['taskkill', '/pid', '42', '/t', '/f'] };
  expect([endingOf(42, 'SIGTERM', 'win32'), endingOf(42, 'SIGKILL', 'win32')]).toEqual([ended, ended]);
});

test('Python has no clock of its own on Windows', () => {
  expect(whyNoClock('python', 'win32')).toBe(
    'played in real time, for Python has no select.poll on Windows, by which its virtual clock waits',
  );
  expect([whyNoClock('python', 'darwin'), whyNoClock('python', 'linux'), whyNoClock('csharp', 'win32')]).toEqual([
    null,
    null,
    null,
  ]);
});

test('programs are found and started with little of ours', () => {
  expect(inheritedNames('linux')).toEqual(['PATH', 'HOME', 'TMPDIR']);
  expect(inheritedNames('darwin')).toEqual(inheritedNames('linux'));
  // Without these a socket cannot be opened there, a temporary file not made, a package of .NET not found.
  const needed = ['SystemRoot', 'TEMP', 'USERPROFILE', 'PATHEXT', 'ComSpec'];
  expect(needed.filter((name) => !inheritedNames('win32').includes(name))).toEqual([]);
});
