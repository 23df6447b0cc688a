/* Handing in texts: dropped anywhere, with how much is sent, and then how far they are read. The page works without it. */
(() => {
  const form = document.getElementById("hand-in");
  if (form) {
    const field = form.querySelector("input[type=file]");
    const note = document.getElementById("sending");
    const bar = note.querySelector("progress");
    const words = note.querySelector("span");
    const leave = () => document.body.classList.remove("dropping");
    const send = () => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.onprogress = (event) => {
        if (!event.lengthComputable) return;
        bar.value = Math.round(100 * event.loaded / event.total);
        words.textContent = bar.value + " %";
      };
      request.onload = () => {
        if (request.status < 400) { location.assign(request.responseURL); return; }
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        words.textContent = Array.from(answer.querySelectorAll("main .lede, main .lede + p"), (line) => line.textContent).join(" ");
      };
      request.onerror = () => { note.hidden = true; form.submit(); };
      note.hidden = false;
      request.send(new FormData(form));
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) leave(); });
    addEventListener("drop", (event) => {
      leave();
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      field.files = event.dataTransfer.files;
      send();
    });
  }
  const reading = document.getElementById("reading");
  if (reading) {
    const bar = reading.querySelector("progress");
    const told = reading.querySelector(".told");
    const latest = reading.querySelector(".latest");
    const problems = document.getElementById("problems");
    const list = problems.querySelector("ul");
    const known = list.children.length;
    let skip = known;
    const news = new EventSource(reading.dataset.news);
    const show = (event) => {
      const now = JSON.parse(event.data);
      bar.max = now.of;
      bar.value = now.done;
      told.textContent = now.told;
      latest.textContent = now.latest;
      for (const line of now.problems) {
        if (skip) { skip -= 1; continue; }
        const item = document.createElement("li");
        item.dir = "auto";
        item.textContent = line;
        list.append(item);
        problems.hidden = false;
      }
      if (event.type === "over" || now.state !== reading.dataset.state) { news.close(); location.reload(); }
    };
    news.addEventListener("progress", show);
    news.addEventListener("over", show);
  }
})();
