/** Worker entry: registers the service and nothing else. */
import * as Comlink from 'comlink';
import { AnalysisService } from './service.ts';
import { KeptResults } from './kept/results.ts';

Comlink.expose(new AnalysisService({ results: new KeptResults() }));
