/** A recurrent chromosomal abnormality stored as a three-valued flag: its column name and the way it is written. */
export interface CytogeneticFlag {
  readonly name: string;
  readonly label: string;
}

/** Cytogenetic flags of the AML pack, in table order. Null = karyotype not evaluable, never "absent". */
export const cytogeneticFlags: readonly CytogeneticFlag[] = [
  {name: "normal", label: "Normal karyotype"},
  {name: "t_8_21", label: "t(8;21)"},
  {name: "inv16", label: "inv(16)/t(16;16)"},
  {name: "t_15_17", label: "t(15;17)"},
  {name: "t_9_11", label: "t(9;11)"},
  {name: "kmt2a_other", label: "t(v;11q23.3), not t(9;11)"},
  {name: "t_6_9", label: "t(6;9)"},
  {name: "inv3", label: "inv(3)/t(3;3)"},
  {name: "mecom_other", label: "Other 3q abnormality"},
  {name: "t_9_22", label: "t(9;22)"},
  {name: "loss5q", label: "−5/5q−"},
  {name: "minus7", label: "−7"},
  {name: "del7q", label: "7q−"},
  {name: "abn7_other", label: "Other chromosome 7 abnormality"},
  {name: "abn17p", label: "−17/17p abnormality"},
  {name: "gain8", label: "+8/+8q"},
  {name: "del9q", label: "9q−"},
  {name: "gain11", label: "+11/+11q"},
  {name: "loss4", label: "−4/4q abnormality"},
  {name: "loss12p", label: "−12/12p abnormality"},
  {name: "gain13", label: "+13"},
  {name: "loss18q", label: "−18/18q−"},
  {name: "del20q", label: "−20/20q−"},
  {name: "gain21", label: "+21"},
  {name: "gain22", label: "+22"},
  {name: "minusY", label: "−Y"},
  {name: "complex", label: "Complex karyotype"},
  {name: "t_8_16", label: "t(8;16)"},
  {name: "t_1_22", label: "t(1;22)"},
  {name: "nup98_r", label: "11p15 (NUP98) rearrangement"},
  {name: "minus5", label: "−5"},
  {name: "del5q", label: "5q abnormality with loss"},
  {name: "loss7q", label: "−7/7q−"},
  {name: "minus17", label: "−17"},
  {name: "i17q", label: "i(17q)"},
  {name: "del11q", label: "11q−"},
  {name: "abn12p", label: "12p abnormality"},
  {name: "loss13q", label: "−13/13q−"},
  {name: "minusX", label: "−X"},
  {name: "idicXq13", label: "idic(X)(q13)"},
  {name: "complex_raw3", label: "Three or more abnormalities"},
  {name: "complex_eln2017", label: "Complex karyotype (ELN 2017)"},
  {name: "complex_eln2022", label: "Complex karyotype (ELN 2022)"},
  {name: "hyperdiploid_only", label: "Hyperdiploid, three or more trisomies only"},
  {name: "monosomal", label: "Monosomal karyotype"}
];
