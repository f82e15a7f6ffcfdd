/** Documents of the repository as the build hands them to the page, each as DocSections: see scripts/docPages.ts. */
declare module '*.md?sections' {
  const sections: unknown;
  export default sections;
}
