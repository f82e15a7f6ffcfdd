/** Worker entry: registers the service and nothing else. */
import * as Comlink from 'comlink';
import { AnalysisService } from './analysisService.ts';
import { KeptResults } from './keptResults.ts';

Comlink.expose(new AnalysisService({ results: new KeptResults() }));
