// ACLED's regions by the countries in them, ISO 3166-1 alpha-3.

const REGIONS: Readonly<Record<string, string>> = {
  'Western Africa': 'BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO',
  'Middle Africa': 'AGO CMR CAF TCD COD GNQ GAB COG STP',
  'Eastern Africa': 'BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD TZA UGA ZMB ZWE',
  'Southern Africa': 'BWA LSO NAM ZAF SWZ',
  'Northern Africa': 'DZA EGY LBY MAR SDN TUN ESH',
  'South Asia': 'BGD BTN IND MDV NPL PAK LKA',
  'Southeast Asia': 'BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM',
  'Middle East': 'BHR IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM',
  Europe:
    'ALB AND AUT BLR BEL BIH BGR HRV CYP CZE DNK EST FIN FRA DEU GRC GGY HUN ISL IRL IMN ITA JEY XKX LVA LIE LTU LUX MLT MDA MCO MNE NLD MKD NOR POL PRT ROU RUS SMR SRB SVK SVN ESP SWE CHE UKR GBR VAT',
  'Caucasus and Central Asia': 'AFG ARM AZE GEO KAZ KGZ TJK TKM UZB',
  'Central America': 'BLZ CRI SLV GTM HND MEX NIC PAN',
  'South America': 'ARG BOL BRA CHL COL ECU FLK GUF GUY PRY PER SUR URY VEN',
  Caribbean:
    'AIA ATG ABW BHS BRB VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM TTO TCA VIR',
  'East Asia': 'CHN HKG JPN MAC MNG PRK KOR TWN',
  'North America': 'BMU CAN GRL SPM USA',
  Oceania: 'AUS FJI GUM KIR MHL FSM NRU NCL NZL PLW PNG WSM SLB TON TUV VUT',
  Antarctica: 'ATA',
};

const BY_COUNTRY: ReadonlyMap<string, string> = new Map(
  Object.entries(REGIONS).flatMap(([region, countries]) =>
    countries.split(' ').map(country => [country, region] as const),
  ),
);

export const acledRegion = (country: string): string | null => BY_COUNTRY.get(country) ?? null;
