import { Matches } from 'class-validator';

const ONE_LINE =
  /^[^\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]*$/u;

/** Text of one line without characters that control, hide or turn round what is read; joiners of scripts may stand. */
export function IsOneLine(): PropertyDecorator {
  return Matches(ONE_LINE, {
    message: 'Must be one line without hidden characters; remove line breaks and what is not seen.',
  });
}

/** Something to read: more than blanks. */
export function IsNotBlank(): PropertyDecorator {
  return Matches(/\S/, { message: 'Must not be blank.' });
}
