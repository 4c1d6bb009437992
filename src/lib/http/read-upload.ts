import { AppError, invalid } from "#lib/platform/errors.ts";

/**
 * The file of an upload: the body as it is, or the field `file` of a multipart form.
 *
 * @throws AppError invalid_input for an empty upload, malformed_request for a broken form.
 */
export async function readUpload(request: Request, body: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const type = request.headers.get("content-type") ?? "";
  const file = type.startsWith("multipart/form-data") ? await fileOf(type, body) : new Blob([body]);
  if (file.size === 0) throw invalid("file", "The file is empty. Send the CSV as the body.");
  return file;
}

async function fileOf(type: string, body: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const form = await new Response(body, { headers: { "content-type": type } })
    .formData()
    .catch((cause: unknown) => {
      throw new AppError("malformed_request", "The multipart form could not be read.", { cause });
    });
  const file = form.get("file");
  if (!(file instanceof Blob)) throw invalid("file", "The form has no file in its field `file`.");
  return file;
}
