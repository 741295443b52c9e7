/** The chooser of a picture to ask with; it fills the box that it stands in. */
interface Props {
  chosen: (file: File) => void;
}

export function PictureInput({ chosen }: Props) {
  return (
    <input
      type="file"
      accept="image/*"
      className="absolute inset-0 cursor-pointer opacity-0"
      onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = ""; // so that the same file can be chosen again
        if (file) chosen(file);
      }}
    />
  );
}
