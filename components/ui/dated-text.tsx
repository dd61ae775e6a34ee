const DATE = /(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|[A-Z]{2}-\d{4}-\d+-\w)/;

/** A sentence whose dates and serials stay on one line. */
export function DatedText({ text }: { text: string }) {
  return text.split(DATE).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
      <span key={index} className="whitespace-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
