import { AskedService } from '../askedService.ts';

/** The running service that answers the questions. */
export class QuestionedService extends AskedService {
  /** The answer to a query of examples/questions, as it stands there. */
  askQuestion<Answer>(file: string): Promise<Answer> {
    return this.askExample<Answer>(`questions/${file}`);
  }
}
