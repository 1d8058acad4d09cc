import type { LoadRequest } from './httpLoad.ts';

/** One question to a model about one test image, put to the service and to the peer. */
export interface InspectionQuestion {
  title: string;
  toService: (model: string, index: number) => LoadRequest;
  toPeer: (index: number) => LoadRequest;
}

export type BenchmarkCell = 'LSTM' | 'GRU';

const gatesOf: Record<BenchmarkCell, string[]> = {
  LSTM: ['inputGate', 'forgetGate', 'outputGate', 'candidate', 'cellState'],
  GRU: ['updateGate', 'resetGate', 'candidate'],
};

export function questionsTo(cell: BenchmarkCell): InspectionQuestion[] {
  const gates = (form: string) =>
    gatesOf[cell].map((gate) => `${gate} { shape ${form} }`).join(' ');
  return [
    {
      title: 'hiddenStates, plain numbers',
      toService: graphql('hiddenStates', '', 'shape values'),
      toPeer: (index) => ({ path: `/hiddenStates?index=${index}&form=values` }),
    },
    {
      title: 'hiddenStates, base64',
      toService: graphql('hiddenStates', '', 'shape base64'),
      toPeer: (index) => ({ path: `/hiddenStates?index=${index}&form=base64` }),
    },
    {
      title: 'gates at one step, plain numbers',
      toService: graphql('gates', ', t: 14', gates('values')),
      toPeer: (index) => ({ path: `/gates?index=${index}&form=values&t=14` }),
    },
    {
      title: 'gates at all steps, plain numbers',
      toService: graphql('gates', '', gates('values')),
      toPeer: (index) => ({ path: `/gates?index=${index}&form=values` }),
    },
    {
      title: 'gates at all steps, base64',
      toService: graphql('gates', '', gates('base64')),
      toPeer: (index) => ({ path: `/gates?index=${index}&form=base64` }),
    },
  ];
}

function graphql(field: string, args: string, fields: string) {
  const query = `query ($model: ID!, $index: Int!) {
    ${field}(image: { example: { index: $index } }, model: $model${args}) { ${fields} }
  }`;
  return (model: string, index: number): LoadRequest => ({
    path: '/graphql',
    body: JSON.stringify({ query, variables: { model, index } }),
  });
}
