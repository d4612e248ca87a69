/** Ten-year bands of age, as in the vocabulary `ageBand`; the first takes in everyone under 30. */
export function ageBand(years: number): string {
  if (years >= 70) return "70+";
  const decade = Math.max(20, Math.floor(years / 10) * 10);
  return decade === 20 ? "18-29" : `${decade}-${decade + 9}`;
}
