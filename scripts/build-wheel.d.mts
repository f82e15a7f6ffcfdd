/** Returns the folder the explorer was built into. */
export declare function buildExplorerIntoPackage(): Promise<string>;
