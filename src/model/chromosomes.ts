/** A chromosome of GRCh37: its length and where its centromere lies, in bases (Genome Reference Consortium; UCSC hg19 gaps). */
export interface Chromosome {
  readonly name: string;
  readonly length: number;
  readonly centromere: readonly [number, number];
}

const chromosome = (name: string, length: number, start: number): Chromosome => ({
  name,
  length,
  centromere: [start, start + 3_000_000]
});

/** The autosomes and X in their order. */
export const chromosomes: readonly Chromosome[] = [
  chromosome("1", 249_250_621, 121_535_434),
  chromosome("2", 243_199_373, 92_326_171),
  chromosome("3", 198_022_430, 90_504_854),
  chromosome("4", 191_154_276, 49_660_117),
  chromosome("5", 180_915_260, 46_405_641),
  chromosome("6", 171_115_067, 58_830_166),
  chromosome("7", 159_138_663, 58_054_331),
  chromosome("8", 146_364_022, 43_838_887),
  chromosome("9", 141_213_431, 47_367_679),
  chromosome("10", 135_534_747, 39_254_935),
  chromosome("11", 135_006_516, 51_644_205),
  chromosome("12", 133_851_895, 34_856_694),
  chromosome("13", 115_169_878, 16_000_000),
  chromosome("14", 107_349_540, 16_000_000),
  chromosome("15", 102_531_392, 17_000_000),
  chromosome("16", 90_354_753, 35_335_801),
  chromosome("17", 81_195_210, 22_263_006),
  chromosome("18", 78_077_248, 15_460_898),
  chromosome("19", 59_128_983, 24_681_782),
  chromosome("20", 63_025_520, 26_369_569),
  chromosome("21", 48_129_895, 11_288_129),
  chromosome("22", 51_304_566, 13_000_000),
  chromosome("X", 155_270_560, 58_632_012)
];
