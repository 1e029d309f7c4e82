// The C side of by-c.vale.
#include "main/Dock.h"
#include "main/renew.h"
#include "main/shake.h"

void main_shake(main_DockRef dock) { main_renew(dock); }
