"""usage: torch_peer.py PEER eager|compiled WORKLOAD. PyTorch, with the fused Adam."""

import os
import sys

import torch
from torch import nn
import timing

peer, mode, workload = sys.argv[1:4]
threads = int(os.environ.get("PEERS_THREADS", "2"))
torch.set_num_threads(threads)
torch.manual_seed(1)


class LastStep(nn.Module):
  """A recurrent layer's output at the last step."""

  def __init__(self, layer, embedding=None):
    super().__init__()
    self.embedding, self.layer = embedding, layer

  def forward(self, x):
    return self.layer(x if self.embedding is None else self.embedding(x))[0][:, -1]


class Block(nn.Module):
  """ResNet's basic block."""

  def __init__(self, inputs, filters, stride):
    super().__init__()
    self.body = nn.Sequential(
        nn.Conv2d(inputs, filters, 3, stride, 1, bias=False), nn.BatchNorm2d(filters),
        nn.ReLU(inplace=True),
        nn.Conv2d(filters, filters, 3, 1, 1, bias=False), nn.BatchNorm2d(filters))
    self.skip = nn.Identity() if stride == 1 and inputs == filters else nn.Sequential(
        nn.Conv2d(inputs, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

  def forward(self, x):
    return torch.relu(self.body(x) + self.skip(x))


def w1(batch):
  model = nn.Sequential(
      nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.45), nn.Linear(256, 256), nn.ReLU(),
      nn.Dropout(0.45), nn.Linear(256, 10))
  return model, torch.rand(batch, 784), torch.randint(10, (batch,))


def w2(batch):
  model = nn.Sequential(
      nn.Conv2d(1, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(64, 64, 3), nn.ReLU(),
      nn.MaxPool2d(2), nn.Conv2d(64, 64, 3), nn.ReLU(), nn.Flatten(), nn.Dropout(0.2),
      nn.Linear(576, 10))
  return model, torch.rand(batch, 1, 28, 28), torch.randint(10, (batch,))


def w3(batch):
  model = nn.Sequential(LastStep(nn.RNN(28, 256, batch_first=True)), nn.Linear(256, 10))
  return model, torch.rand(batch, 28, 28), torch.randint(10, (batch,))


def w4(batch, cell=nn.LSTM):
  model = nn.Sequential(
      LastStep(cell(100, 64, batch_first=True), nn.Embedding(10000, 100)), nn.Linear(64, 1))
  return model, torch.randint(10000, (batch, 80)), torch.randint(2, (batch, 1)).float()


def w4g(batch):
  return w4(batch, nn.GRU)


def w5(batch):
  layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)]
  inputs = 64
  for filters in (64, 128, 256, 512):
    layers += [Block(inputs, filters, 1 if filters == 64 else 2), Block(filters, filters, 1)]
    inputs = filters
  model = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 100))
  return model, torch.rand(batch, 3, 32, 32), torch.randint(100, (batch,))


WORKLOADS = {"W1": (w1, 128), "W2": (w2, 128), "W3": (w3, 128), "W4": (w4, 128),
             "W4G": (w4g, 128), "W5": (w5, 64)}

if workload.startswith("W6-"):
  _, base, batch = workload.split("-")
  model, x, y = WORKLOADS[base][0](int(batch))
  model.eval()
  call = torch.compile(model) if mode == "compiled" else model

  def step():
    with torch.inference_mode():
      call(x).softmax(-1).numpy()

elif workload not in WORKLOADS:
  sys.exit(f"{peer} has no {workload}; it has {', '.join(WORKLOADS)}, W6-W2-1, ...")
else:
  make, batch = WORKLOADS[workload]
  model, x, y = make(batch)
  call = torch.compile(model) if mode == "compiled" else model
  loss_of = nn.BCEWithLogitsLoss() if workload.startswith("W4") else nn.CrossEntropyLoss()
  if workload == "W3":
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
  else:
    optimizer = torch.optim.Adam(model.parameters(), fused=True)

  def step():
    optimizer.zero_grad(set_to_none=True)
    loss = loss_of(call(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()

timing.measure(peer, workload, step)
