import '../style/train.css';
import '../style/zoo.css';
import { cardModel, zoo } from './models.ts';
import { ComparedModels } from './ComparedModels.tsx';
import { ModelCard } from './ModelCard.tsx';
import { ModelTable } from './ModelTable.tsx';

/** Every model, what it is, and two of them beside each other. */
export default function ZooView() {
  const model = cardModel.value;
  const { other } = zoo.value;
  return (
    <div class="zoo">
      <h1 class="unseen">The models</h1>
      <ModelTable />
      {model &&
        (other !== null && other !== model.slug ? (
          <ComparedModels model={model} other={other} />
        ) : (
          <ModelCard model={model} />
        ))}
    </div>
  );
}
