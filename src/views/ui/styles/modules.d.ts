/** A CSS module is imported as a namespace, `import * as styles`: the bundler then writes every name where it is used, and keeps no table of them. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export = classes;
}
