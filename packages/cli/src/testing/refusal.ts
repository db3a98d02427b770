import { afterAll, beforeEach, expect } from 'vitest';
import { createProject, type Project } from './project.js';

/** A project of its own for each test of a file, and what the command says of a user's mistake in it. */
export interface Refusals {
  readonly project: () => Project;
  /** Another project, removed likewise. */
  readonly another: () => Project;
  /** What is said on standard error where the exit code is 2. */
  readonly refusal: (...args: readonly string[]) => Promise<string>;
}

export function createRefusals(): Refusals {
  const projects: Project[] = [];
  const another = () => {
    const project = createProject();
    projects.push(project);
    return project;
  };
  let project: Project;
  beforeEach(() => {
    project = another();
  });
  afterAll(() => {
    for (const { remove } of projects) remove();
  });
  return {
    project: () => project,
    another,
    refusal: async (...args) => {
      const { exit, out, err } = await project.conformance(...args);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      return err;
    },
  };
}
