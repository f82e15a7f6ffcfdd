/** The kernel's exports. Addresses are bytes in its memory, which the caller lays out. */
export { decodeBfloat16, decodeFloat16 } from './decode';
export { eigenpairs, eigenWorkSize } from './eigen';
export { centreFrame, squaresAt } from './frames';
export { addCombinations, addGram, addProducts, signOfLargest } from './products';
export { orthonormalRows, vectorCombinations, vectorProducts } from './vectors';
