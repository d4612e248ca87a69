/** Ten-year bands of age, as in the vocabulary `ageBand`; children are in one band, young adults from 18 in another. */
export function ageBand(years: number): string {
  if (years < 18) return "0-17";
  if (years >= 70) return "70+";
  const decade = Math.max(20, Math.floor(years / 10) * 10);
  return decade === 20 ? "18-29" : `${decade}-${decade + 9}`;
}
